// Runs inputs without a fuzzer, where there is no clang: each file that is named.

#include <cstdint>
#include <cstdio>
#include <vector>

extern "C" int LLVMFuzzerTestOneInput(const uint8_t* bytes, size_t length);

int main(int count, char** names) {
  for (int i = 1; i < count; ++i) {
    std::FILE* const file = std::fopen(names[i], "rb");
    if (file == nullptr) return 2;
    std::vector<uint8_t> bytes;
    for (int byte; (byte = std::fgetc(file)) != EOF;) bytes.push_back(static_cast<uint8_t>(byte));
    std::fclose(file);
    std::fprintf(stderr, "running %s\n", names[i]);
    LLVMFuzzerTestOneInput(bytes.data(), bytes.size());
  }
  return 0;
}
