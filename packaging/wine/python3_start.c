/* python3.dll does nothing of its own: every name in it is forwarded to python311.dll. */
int __stdcall DllMainCRTStartup(void *module, unsigned reason, void *reserved)
{
    return 1;
}
