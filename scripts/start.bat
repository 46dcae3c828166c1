@echo off
rem Sets up everything, builds the demo community and serves it at http://127.0.0.1:8000
cd /d "%~dp0.."
set PYTHONUTF8=1
set "PATH=%USERPROFILE%\.local\bin;%APPDATA%\Python\Scripts;%PATH%"
where uv >nul 2>nul
if errorlevel 1 (
  py -3 -m pip install -q --user uv
  if errorlevel 1 (
    echo uv cannot be installed: install Python 3.11 or newer from python.org first.
    pause
    exit /b 1
  )
  py -3 -m uv run -q loudao serve --open %*
) else (
  uv run -q loudao serve --open %*
)
if errorlevel 1 (
  pause
)
