# Builds for Windows with the ABI and the dialect of MSVC, on Linux: clang-cl and lld-link, libc++'s headers, and the headers and
# import libraries of Wine. WINSTATION_CLANG_CL, in the environment, is the folder into which the lab unpacks all of it, and
# WINSTATION_ARCH the architecture: x64 unless told. x86 and arm64 are compiled only: there is nothing to link them with.
set(CMAKE_SYSTEM_NAME Windows)
set(CMAKE_TRY_COMPILE_TARGET_TYPE STATIC_LIBRARY)

set(TOOLS $ENV{WINSTATION_CLANG_CL})
set(ARCH $ENV{WINSTATION_ARCH})
if(NOT ARCH OR ARCH STREQUAL x64)
  set(CMAKE_SYSTEM_PROCESSOR AMD64)
  set(TRIPLE x86_64-pc-windows-msvc)
elseif(ARCH STREQUAL x86)
  set(CMAKE_SYSTEM_PROCESSOR X86)
  set(TRIPLE i686-pc-windows-msvc)
else()
  set(CMAKE_SYSTEM_PROCESSOR ARM64)
  set(TRIPLE aarch64-pc-windows-msvc)
endif()

foreach(language C CXX)
  set(CMAKE_${language}_COMPILER ${TOOLS}/bin/clang-cl)
  set(CMAKE_${language}_COMPILER_TARGET ${TRIPLE})
endforeach()
set(CMAKE_LINKER ${TOOLS}/bin/lld-link)
set(CMAKE_AR ${TOOLS}/bin/llvm-lib)
set(CMAKE_MT ${TOOLS}/bin/llvm-mt)
set(CMAKE_RC_COMPILER ${TOOLS}/bin/llvm-rc)

set(LLVM ${TOOLS}/llvm)
set(WINE ${TOOLS}/windows)
# libc++ before the C library's headers, whose C++ forms it wraps; its <span> would bring half of the library. Wine's wide characters
# are MSVC's if it is told so.
string(
  JOIN " " CMAKE_CXX_FLAGS_INIT
  "-fms-compatibility-version=19.40 /X -nobuiltininc"
  "-imsvc ${LLVM}/include/c++/v1 -imsvc ${LLVM}/lib/clang/19/include -imsvc ${WINE}/msvcrt -imsvc ${WINE}/windows"
  "-imsvc ${CMAKE_CURRENT_LIST_DIR}/clang-cl"
  "-D_LIBCPP_NO_VCRUNTIME -D_LIBCPP_REMOVE_TRANSITIVE_INCLUDES -DWINE_UNICODE_NATIVE")
set(CMAKE_RC_FLAGS_INIT "-I ${WINE}/windows")
# The same file from the same sources: no time in it. Old names of C functions have no library here, and of libc++ the headers are all.
add_link_options(/Brepro /manifest:no /nodefaultlib:oldnames /nodefaultlib:c++ /libpath:${TOOLS}/lib/x64)
set(CMAKE_CXX_STANDARD_LIBRARIES "libcmt.lib kernel32.lib ucrt.lib" CACHE STRING "")
