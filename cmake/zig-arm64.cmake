# Cross-builds for Windows arm64 with zig's clang, which brings its own headers and libraries.
set(CMAKE_SYSTEM_NAME Windows)
set(CMAKE_SYSTEM_PROCESSOR ARM64)
if(DEFINED ENV{ZIG})
  set(ZIG $ENV{ZIG})
else()
  set(ZIG zig)
endif()
set(CMAKE_C_COMPILER ${ZIG} cc -target aarch64-windows-gnu)
set(CMAKE_CXX_COMPILER ${ZIG} c++ -target aarch64-windows-gnu)
# zig names a Windows of its own choice first.
set(CMAKE_CXX_FLAGS_INIT -Wno-macro-redefined)
