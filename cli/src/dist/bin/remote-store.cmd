@echo off
rem Starts the command line on Windows, in the caller's folder. Java comes from JAVA_HOME or the PATH.
setlocal
set "java=java"
if defined JAVA_HOME set "java=%JAVA_HOME%\bin\java"
"%java%" -XX:+UseSerialGC -XX:TieredStopAtLevel=1 -Xshare:auto ^
  "-Djava.util.logging.SimpleFormatter.format=%%4$s: %%5$s%%n" ^
  -jar "%~dp0..\lib\remote-store-cli.jar" %*
exit /b %ERRORLEVEL%
