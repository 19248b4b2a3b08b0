#pragma once

// What the delay-load hooks of node-gyp and cmake-js ask of MSVC's delayimp.h, as Microsoft documents it:
// https://learn.microsoft.com/cpp/build/reference/structure-and-constant-definitions

#include <windows.h>

/** One DLL of the image's table; all are offsets within the image. */
struct ImgDelayDescr {
  DWORD grAttrs;
  DWORD rvaDLLName;
  DWORD rvaHmod;
  DWORD rvaIAT;
  DWORD rvaINT;
  DWORD rvaBoundIAT;
  DWORD rvaUnloadIAT;
  DWORD dwTimeStamp;
};
using PCImgDelayDescr = const ImgDelayDescr*;

struct DelayLoadProc {
  BOOL fImportByName;
  union {
    LPCSTR szProcName;
    DWORD dwOrdinal;
  };
};

struct DelayLoadInfo {
  DWORD cb;
  PCImgDelayDescr pidd;
  FARPROC* ppfn;
  LPCSTR szDll;
  DelayLoadProc dlp;
  HMODULE hmodCur;
  FARPROC pfnCur;
  DWORD dwLastError;
};
using PDelayLoadInfo = DelayLoadInfo*;

/** What a hook is told of. A hook that answers something answers it in place of the step. */
enum : unsigned {
  dliStartProcessing,
  dliNotePreLoadLibrary,
  dliNotePreGetProcAddress,
  dliFailLoadLib,
  dliFailGetProc,
  dliNoteEndProcessing,
};

using PfnDliHook = FARPROC(WINAPI*)(unsigned event, DelayLoadInfo* info);

// Whoever links delayimp.lib may define them. They are constants, as in the Visual Studio of today.
extern "C" const PfnDliHook __pfnDliNotifyHook2;
extern "C" const PfnDliHook __pfnDliFailureHook2;
