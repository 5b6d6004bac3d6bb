@echo off
rem Makes ready what is missing (.venv, the pinned requirements, bytecode) and opens Nettverk. The same as start, for Windows.
rem
rem   start.cmd                     the program
rem   start.cmd --demo              straight into the sample gathering
rem   start.cmd --demo --headless   the sample gathering without a window, written to out\
rem   start.cmd ANYTHING ELSE       handed on to the program
rem   start.cmd --setup-only [dev]  only make ready (dev: with what check.cmd needs)
rem
rem Only ASCII in here: cmd reads a file letter by letter in the code page of the day, and loses its place in others.
setlocal EnableExtensions DisableDelayedExpansion

rem What other programs have set must not reach what is started here, as in start.
for %%v in (PYTHONHOME PYTHONPATH PYTHONPLATLIBDIR PYTHONEXECUTABLE PYTHONUSERBASE PYTHONSTARTUP PYTHONINSPECT PYTHONOPTIMIZE) do set "%%v="
for %%v in (PYTHONDEBUG PYTHONVERBOSE PYTHONWARNINGS PYTHONDEVMODE PYTHONBREAKPOINT PYTHONHASHSEED PYTHONMALLOC PYTHONTRACEMALLOC) do set "%%v="
for %%v in (PYTHONPROFILEIMPORTTIME PYTHONFAULTHANDLER PYTHONPYCACHEPREFIX PYTHONCASEOK) do set "%%v="
for %%v in (QT_PLUGIN_PATH QT_QPA_PLATFORM_PLUGIN_PATH QML_IMPORT_PATH QML2_IMPORT_PATH) do set "%%v="
for %%v in (PIP_TARGET PIP_PREFIX PIP_ROOT PIP_PYTHON PIP_REQUIREMENT PIP_CONSTRAINT PIP_EDITABLE PIP_DRY_RUN PIP_NO_DEPS PIP_NO_BINARY) do set "%%v="

set "here=%~dp0"
set "venv=%here%.venv"
set "python=%venv%\Scripts\python.exe"
set "wanted=requirements.txt"
if "%~1"=="--setup-only" if "%~2"=="dev" set "wanted=requirements-dev.txt"

rem A double click inside a zip file unpacks this file alone.
if not exist "%here%%wanted%" goto alone
rem Ready means: a Python there that runs, a set-up that ended, the same requirements as then. A moved folder needs nothing.
if not exist "%python%" goto set_up
if exist "%venv%\unfinished" goto set_up
"%python%" -ISc "import sys; a, b = (open(f, 'rb').read() for f in sys.argv[1:]); sys.exit(a != b)" "%here%%wanted%" "%venv%\ready\%wanted%" >nul 2>&1 || goto set_up
goto run

:set_up
set "base="
set "fits=import sys; print('fits' if sys.version_info >= (3, 11) and sys.maxsize > 2**32 else 'old')"
for /f %%w in ('py -3 -c "%fits%" 2^>nul') do if "%%w"=="fits" set "base=py -3"
if not defined base for /f %%w in ('python -c "%fits%" 2^>nul') do if "%%w"=="fits" set "base=python"
if not defined base goto no_python
rem An interrupted set-up, or a Python that is gone: begin anew.
if exist "%venv%\unfinished" rmdir /s /q "%venv%"
if exist "%venv%" "%python%" -c "import pip" >nul 2>&1 || rmdir /s /q "%venv%"
if exist "%venv%" goto fetch
echo Nettverk blir klart til bruk. Det skjer bare denne ene gangen, og tar et minutt eller to. 1>&2
mkdir "%venv%" 2>nul
if not exist "%venv%" goto no_venv
type nul >"%venv%\unfinished"
rem The longest path among the requirements is 26 + 151 letters below .venv; Windows stops at 260 unless told otherwise.
set "room="
set "try=import pathlib, sys; p = pathlib.Path(sys.argv[1], 'x' * 88, 'y' * 88); p.parent.mkdir(); p.touch(); p.unlink(); p.parent.rmdir(); print('room')"
for /f %%w in ('%base% -c "%try%" "%venv%" 2^>nul') do if "%%w"=="room" set "room=yes"
if not defined room goto too_deep
call %base% -m venv "%venv%"
if not exist "%python%" goto no_venv

:fetch
echo Henter programdelene og kontrollerer dem. 1>&2
type nul >"%venv%\unfinished"
set "PIP_USER=0"
"%python%" -m pip install -qq --disable-pip-version-check --no-input --no-compile --require-hashes --only-binary :all: -r "%here%%wanted%" || goto not_fetched
rem The windows are opened by a Python that says nothing: what would stop it is found here.
"%python%" -P -c "import importlib.util as u; u.find_spec('PySide6') and __import__('PySide6.QtWidgets')" >nul 2>&1 || goto not_here
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
if "%~1 %~2"=="--demo --headless" goto headless
rem A window needs no black box behind it that ends the program when it is closed.
if "%~1"=="" goto window
if "%~1 %~2"=="--demo " goto window
if /i "%~x1"==".db" if "%~2"=="" goto window
"%python%" -P -m nettverk %*
exit /b %errorlevel%

:headless
set "QT_QPA_PLATFORM=offscreen"
set "QT_QPA_FONTDIR=%here%resources\fonts"
"%python%" -P -m nettverk demo --out out %3 %4 %5 %6 %7 %8 %9
exit /b %errorlevel%

:window
start "" "%venv%\Scripts\pythonw.exe" -P -m nettverk %1
exit /b 0

:alone
echo Her er bare start.cmd, ikke resten av Nettverk. Pakk ut hele mappa fra zip-fila, og start start.cmd derfra. 1>&2
goto failed
:no_python
echo Nettverk trenger Python 3.11 eller nyere, 64-bits. Hent Python fra python.org, og start start.cmd en gang til. 1>&2
goto failed
:too_deep
rmdir /s /q "%venv%"
echo Mappa ligger for dypt for Windows. Flytt den til et kortere sted, for eksempel C:\Nettverk, og start start.cmd derfra. 1>&2
goto failed
:no_venv
echo Klarte ikke lage mappa .venv. Kan du skrive i mappa Nettverk ligger i? Start start.cmd en gang til. 1>&2
goto failed
:not_here
echo Programdelene er hentet, men vil ikke starte. Nettverk trenger 64-bits Windows 10 fra 2018 eller nyere. 1>&2
goto failed
:not_fetched
rem A program that has run here before shall open at the venue too, where there is no net.
if not exist "%venv%\ready\%wanted%" goto no_net
del "%venv%\unfinished"
echo Fikk ikke hentet nye programdeler. Starter med dem som ligger her. 1>&2
goto run
:no_net
echo Fikk ikke hentet programdelene. Har maskinen nett? Alt er trygt: start start.cmd en gang til. 1>&2
:failed
rem Started with a double click, the window would close before the sentence is read.
if not defined CI pause
exit /b 1
