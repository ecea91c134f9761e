/* Colour management for Qt under Wine 8, whose own lacks WcsCreateIccProfile.
   "There is no profile" is an answer that Windows gives too. */
#include <windows.h>

#define EXPORTED __declspec(dllexport)

EXPORTED HANDLE WINAPI OpenColorProfileW(void *profile, DWORD access, DWORD share, DWORD creation)
{
    return NULL;
}

EXPORTED HANDLE WINAPI WcsOpenColorProfileW(void *device, void *camp, void *gmmp, DWORD access,
                                       DWORD share, DWORD creation, DWORD flags)
{
    return NULL;
}

EXPORTED HANDLE WINAPI WcsCreateIccProfile(HANDLE profile, DWORD options)
{
    return NULL;
}

EXPORTED BOOL WINAPI GetColorProfileFromHandle(HANDLE profile, BYTE *data, DWORD *size)
{
    return FALSE;
}

EXPORTED BOOL WINAPI GetColorProfileHeader(HANDLE profile, void *header)
{
    return FALSE;
}

EXPORTED BOOL WINAPI GetColorDirectoryW(const WCHAR *machine, WCHAR *folder, DWORD *size)
{
    return FALSE;
}

EXPORTED BOOL WINAPI CloseColorProfile(HANDLE profile)
{
    return TRUE;
}
