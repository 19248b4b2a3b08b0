# Cross-builds for Windows arm64 with zig's clang, which brings its own headers and libraries.
set(CMAKE_SYSTEM_NAME Windows)
set(CMAKE_SYSTEM_PROCESSOR ARM64)
if(DEFINED ENV{ZIG})
  set(ZIG $ENV{ZIG})
else()
  set(ZIG zig)
endif()
# zig gives the folder as seen from where it runs.
execute_process(COMMAND ${ZIG} env WORKING_DIRECTORY / OUTPUT_VARIABLE ZIG_FACTS)
string(JSON ZIG_LIBRARIES GET "${ZIG_FACTS}" lib_dir)
file(REAL_PATH ${ZIG_LIBRARIES} ZIG_LIBRARIES BASE_DIRECTORY /)
set(CMAKE_C_COMPILER ${ZIG} cc -target aarch64-windows-gnu)
set(CMAKE_RC_COMPILER ${ZIG})
set(WINSTATION_RC_RULE "<CMAKE_RC_COMPILER> rc <DEFINES> -- <SOURCE> <OBJECT>")
# The addon takes templates of libc++ and none of its code, which zig would compile first, for a minute or two. Without the library zig
# does not say where its headers are, and how they are configured.
set(CMAKE_CXX_COMPILER ${ZIG} c++ -target aarch64-windows-gnu -nostdlib++)
# zig names a Windows of its own choice first.
string(
  JOIN " " CMAKE_CXX_FLAGS_INIT
  "-Wno-macro-redefined -I${ZIG_LIBRARIES}/libcxx/include -I${ZIG_LIBRARIES}/libcxxabi/include"
  "-D_LIBCPP_ABI_VERSION=1 -D_LIBCPP_ABI_NAMESPACE=__1 -D_LIBCPP_DISABLE_VISIBILITY_ANNOTATIONS"
  "-D_LIBCPP_HAS_NO_VENDOR_AVAILABILITY_ANNOTATIONS -D_LIBCPP_PSTL_CPU_BACKEND_SERIAL")
