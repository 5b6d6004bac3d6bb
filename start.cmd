@echo off
rem Makes ready what is missing (.venv, the pinned requirements, bytecode) and opens Nettverk. The same as start, for Windows.
rem
rem   start.cmd                     the program
rem   start.cmd --demo              straight into the sample gathering
rem   start.cmd --demo --headless   the sample gathering without a window, written to out\
rem   start.cmd ANYTHING ELSE       handed on to the program
rem   start.cmd --setup-only [dev]  only make ready (dev: with what check.cmd needs)
setlocal EnableExtensions DisableDelayedExpansion
chcp 65001 >nul

set "here=%~dp0"
set "venv=%here%.venv"
set "python=%venv%\Scripts\python.exe"
set "wanted=requirements.txt"
if "%~1"=="--setup-only" if "%~2"=="dev" set "wanted=requirements-dev.txt"

rem Ready means: a Python there, a set-up that ended, the same requirements as then. A moved folder needs nothing here.
if not exist "%python%" goto set_up
if exist "%venv%\unfinished" goto set_up
fc /b "%here%%wanted%" "%venv%\ready\%wanted%" >nul 2>&1 || goto set_up
goto run

:set_up
set "base="
py -3 -c "import sys; sys.exit(sys.version_info < (3, 11))" >nul 2>&1 && set "base=py -3"
if not defined base python -c "import sys; sys.exit(sys.version_info < (3, 11))" >nul 2>&1 && set "base=python"
if not defined base (
    echo Nettverk trenger Python 3.11 eller nyere. Hent Python fra python.org, og kjør start.cmd igjen. 1>&2
    goto failed
)
rem An interrupted set-up, or a Python that is gone: begin anew.
if exist "%venv%\unfinished" rmdir /s /q "%venv%"
if exist "%venv%" "%python%" -c "import pip" >nul 2>&1 || rmdir /s /q "%venv%"
if not exist "%venv%" (
    echo Gjør Nettverk klart. Det skjer bare første gang, og tar et minutt eller to. 1>&2
    mkdir "%venv%"
    type nul >"%venv%\unfinished"
    %base% -m venv "%venv%" || goto no_venv
)
echo Henter programdelene og kontrollerer dem. 1>&2
type nul >"%venv%\unfinished"
"%python%" -m pip install -qq --disable-pip-version-check --no-input --no-compile --require-hashes --only-binary :all: -r "%here%%wanted%" || goto not_fetched
"%python%" -m compileall -q -j 0 "%venv%\Lib" "%here%nettverk" >nul 2>&1
if not exist "%venv%\ready" mkdir "%venv%\ready"
copy /y "%here%requirements.txt" "%venv%\ready\" >nul
copy /y "%here%%wanted%" "%venv%\ready\" >nul
del "%venv%\unfinished"
echo Klart. 1>&2

:run
if "%~1"=="--setup-only" exit /b 0
rem The program is found wherever one stands, and nothing in the folder one stands in is taken for it (-P).
set "PYTHONPATH=%here%"
if "%~1 %~2"=="--demo --headless" (
    set "QT_QPA_PLATFORM=offscreen"
    "%python%" -P -m nettverk demo --out out
    goto ended
)
rem A window needs no black box behind it that ends the program when it is closed.
if "%~1"=="" goto window
if "%~1 %~2"=="--demo " goto window
"%python%" -P -m nettverk %*
:ended
exit /b %errorlevel%

:window
start "" "%venv%\Scripts\pythonw.exe" -P -m nettverk %1
exit /b 0

:no_venv
echo Fikk ikke laget .venv. Kjør start.cmd igjen. 1>&2
goto failed
:not_fetched
rem A program that has run here before shall open at the venue too, where there is no net.
if exist "%venv%\ready\%wanted%" (
    del "%venv%\unfinished"
    echo Fikk ikke hentet nye programdeler. Åpner med dem som er her fra før. 1>&2
    goto run
)
echo Fikk ikke hentet programdelene. Er maskinen på nett? Ingenting er ødelagt: kjør start.cmd igjen. 1>&2
:failed
rem Started with a double click, the window would close before the sentence is read.
if not defined CI pause
exit /b 1
