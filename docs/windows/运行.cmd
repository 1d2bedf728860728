@echo off
rem A double click takes in what lies in the inbox beside this file, and opens the page of all.
setlocal DisableDelayedExpansion
where /q hongdan && (set "HONGDAN=hongdan") || (set "HONGDAN=py -m pipeline.cli")
%HONGDAN% run --home "%~dp0."
for %%f in ("%~dp0outbox\*.html") do start "" "%%~f"
pause
exit
