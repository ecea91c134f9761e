/* The part of Windows 10's ICU that Qt6Core is linked against; Wine 8 has none.
   Qt asks it for text encodings it does not know itself: here there are none, with ICU's own
   way of saying so. */
#include <stddef.h>
#include <stdint.h>

#define EXPORTED __declspec(dllexport)
#define UNKNOWN 4 /* U_FILE_ACCESS_ERROR */

typedef int32_t Status;

static void refuse(Status *status)
{
    if (status)
        *status = UNKNOWN;
}

EXPORTED void *ucnv_open(const char *name, Status *status)
{
    refuse(status);
    return NULL;
}

EXPORTED const char *ucnv_getName(void *converter, Status *status)
{
    refuse(status);
    return NULL;
}

EXPORTED const char *ucnv_getStandardName(const char *name, const char *standard, Status *status)
{
    refuse(status);
    return NULL;
}

EXPORTED int32_t ucnv_countAvailable(void)
{
    return 0;
}

EXPORTED const char *ucnv_getAvailableName(int32_t index)
{
    return NULL;
}

/* Nothing below is reached without a converter. */

EXPORTED void ucnv_close(void *converter)
{
}

EXPORTED void ucnv_reset(void *converter)
{
}

EXPORTED int8_t ucnv_getMaxCharSize(void *converter)
{
    return 1;
}

EXPORTED void ucnv_getToUCallBack(void *converter, void **action, void **context)
{
    *action = *context = NULL;
}

EXPORTED void ucnv_getFromUCallBack(void *converter, void **action, void **context)
{
    *action = *context = NULL;
}

EXPORTED void ucnv_setToUCallBack(void *converter, void *action, void *context, void **old_action,
                             void **old_context, Status *status)
{
    refuse(status);
}

EXPORTED void ucnv_setFromUCallBack(void *converter, void *action, void *context, void **old_action,
                               void **old_context, Status *status)
{
    refuse(status);
}

EXPORTED void ucnv_cbToUWriteUChars(void *to, const void *source, int32_t length, int32_t offset,
                               Status *status)
{
    refuse(status);
}

EXPORTED void ucnv_cbFromUWriteUChars(void *from, const void **source, const void *limit,
                                 int32_t offset, Status *status)
{
    refuse(status);
}

EXPORTED void ucnv_toUnicode(void *converter, void **target, void *target_limit, void **source,
                        void *source_limit, int32_t *offsets, int8_t flush, Status *status)
{
    refuse(status);
}

EXPORTED void ucnv_fromUnicode(void *converter, void **target, void *target_limit, void **source,
                          void *source_limit, int32_t *offsets, int8_t flush, Status *status)
{
    refuse(status);
}

EXPORTED int32_t ucnv_toUCountPending(void *converter, Status *status)
{
    refuse(status);
    return 0;
}

EXPORTED int32_t ucnv_fromUCountPending(void *converter, Status *status)
{
    refuse(status);
    return 0;
}

EXPORTED void UCNV_TO_U_CALLBACK_SUBSTITUTE(void)
{
}

EXPORTED void UCNV_FROM_U_CALLBACK_SUBSTITUTE(void)
{
}
