@echo off
rem A double click takes in what lies in the inbox beside this file, and opens the page of all.
setlocal DisableDelayedExpansion
set "HONGDAN=python -m pipeline.cli"
where /q py && set "HONGDAN=py -m pipeline.cli"
where /q hongdan && set "HONGDAN=hongdan"
%HONGDAN% run --home "%~dp0."
if not "%ERRORLEVEL%"=="0" if not "%ERRORLEVEL%"=="5" goto end
for %%f in ("%~dp0outbox\*.html") do start "" "%%~f"
:end
pause
exit
