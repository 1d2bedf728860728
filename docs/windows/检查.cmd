@echo off
rem Workbooks dropped on this file are looked at, and nothing is taken in. It lies in the folder that holds inbox.
setlocal DisableDelayedExpansion
set "HONGDAN=python -m pipeline.cli"
where /q py && set "HONGDAN=py -m pipeline.cli"
where /q hongdan && set "HONGDAN=hongdan"
if "%~1"=="" goto help
%HONGDAN% check --home "%~dp0." %*
pause
exit
:help
%HONGDAN% check --help
pause
exit
