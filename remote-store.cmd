@echo off
rem Runs the command line from a source tree on Windows. Builds it on first use.
setlocal
set "program=%~dp0cli\target\dist\bin\remote-store.cmd"
if not exist "%program%" (
  pushd "%~dp0"
  call mvnw.cmd -B -ntp -q -Dquick -Dmaven.test.skip=true -pl cli -am package 1>&2
  popd
)
if not exist "%program%" exit /b 1
call "%program%" %*
exit /b %ERRORLEVEL%
