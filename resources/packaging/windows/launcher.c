/* Starts Python inside this process, so that the program is Nettverk.exe to Windows: its name, icon, rights and
   scaling are its own. Made twice: with windows (Nettverk.exe), and for a console (bin\nettverk.exe). */
#define WIN32_LEAN_AND_MEAN
#include <windows.h>
#include <stdio.h>
#include <stdlib.h>
#include <wchar.h>

#define LONGEST 32768

typedef int (*Run)(int, wchar_t **);

static int stop(const wchar_t *what, const wchar_t *which) {
    wchar_t text[LONGEST + 256];
    swprintf(text, LONGEST + 256, L"%ls\n%ls", what, which);
#ifdef CONSOLE
    fwprintf(stderr, L"%ls\n", text);
#else
    MessageBoxW(NULL, text, L"Nettverk", MB_ICONERROR | MB_OK);
#endif
    return 3;
}

static int run(int count, wchar_t **words) {
    static wchar_t here[LONGEST], library[LONGEST + 64];
    DWORD length = GetModuleFileNameW(NULL, here, LONGEST);
    if (length == 0 || length >= LONGEST) return stop(L"Nettverk finner ikke sin egen mappe.", L"");
    for (int up = 0; up < 2; up++) { /* beside the program, or in the folder above bin */
        wchar_t *cut = wcsrchr(here, L'\\');
        if (cut == NULL) break;
        *cut = 0;
        swprintf(library, LONGEST + 64, L"%ls\\program\\" PYTHON_DLL, here);
        if (GetFileAttributesW(library) != INVALID_FILE_ATTRIBUTES) break;
    }
    HMODULE python = LoadLibraryExW(library, NULL, LOAD_LIBRARY_SEARCH_DLL_LOAD_DIR | LOAD_LIBRARY_SEARCH_DEFAULT_DIRS);
    if (python == NULL) return stop(L"Nettverk er ikke hel: denne fila mangler eller stenges ute. Legg inn Nettverk p\u00e5 nytt.", library);
    Run main = (Run)(void *)GetProcAddress(python, "Py_Main");
    if (main == NULL) return stop(L"Nettverk er ikke hel. Legg inn Nettverk p\u00e5 nytt.", library);
    wchar_t **all = calloc(count + 7, sizeof *all);
    if (all == NULL) return stop(L"Maskinen har ikke mer minne.", L"");
    wchar_t *first[] = {words[0], L"-I", L"-X", L"utf8", L"-m", L"nettverk_start"};
    int n = 0;
    for (; n < 6; n++) all[n] = first[n];
    for (int i = 1; i < count; i++) all[n++] = words[i];
    return main(n, all);
}

#ifdef CONSOLE
int wmain(int count, wchar_t **words) { return run(count, words); }
#else
int WINAPI wWinMain(HINSTANCE me, HINSTANCE before, wchar_t *line, int show) {
    (void)me; (void)before; (void)line; (void)show;
    return run(__argc, __wargv);
}
#endif
