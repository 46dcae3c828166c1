@echo off
cd /d "%~dp0"
set "PATH=%USERPROFILE%\.local\bin;%PATH%"
where loudao >nul 2>nul
if errorlevel 1 (
  echo loudao is not installed yet: see its README.
  pause
  exit /b 1
)
set PYTHONUTF8=1
loudao serve --open
if errorlevel 1 (
  pause
)
