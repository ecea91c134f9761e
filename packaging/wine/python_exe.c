/* python.exe for a folder that holds python311.dll and no program of its own. */
#include <windows.h>

typedef int (*py_main)(int, wchar_t **);

int wmain(int count, wchar_t **words)
{
    HMODULE python = LoadLibraryW(L"python311.dll");
    py_main run = python ? (py_main)GetProcAddress(python, "Py_Main") : NULL;
    return run ? run(count, words) : 127;
}
