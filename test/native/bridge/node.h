#pragma once

#include <node_api.h>

#include <condition_variable>
#include <deque>
#include <functional>
#include <map>
#include <memory>
#include <mutex>
#include <string>
#include <thread>
#include <vector>

/**
 * As much of Node as the addon sees: environments, each with a loop on a thread of its own. A call of Node-API from
 * another thread, or after the end of the environment, ends the program.
 */
namespace node {

struct Value {
  napi_valuetype type = napi_undefined;
  double number = 0;
  bool boolean = false;
  std::u16string text;
  std::vector<std::shared_ptr<Value>> elements;
  bool isArray = false;
  bool isTypedArray = false;
  std::vector<uint32_t> words;
  /** Of an ArrayBuffer: exactly so many bytes on the heap. */
  std::unique_ptr<uint8_t[]> bytes;
  size_t byteLength = 0;
  /** Of a function: one of the addon, or one of the caller. */
  napi_callback native = nullptr;
  void* data = nullptr;
  std::function<void()> own;
  std::map<std::string, std::shared_ptr<Value>> properties;
};
using Handle = std::shared_ptr<Value>;

Handle number(double value);
Handle boolean(bool value);
Handle text(const std::u16string& value);
Handle texts(const std::vector<std::u16string>& values);
Handle words(const std::vector<uint32_t>& values);
Handle callback(std::function<void()> call);

class Environment {
 public:
  /** Makes the environment and loads the addon, on the calling thread, which is its loop. */
  Environment();
  ~Environment();

  bool has(const char* name) const { return exports_->properties.count(name) != 0; }
  /** Calls an export. */
  Handle call(const char* name, const std::vector<Handle>& arguments = {});
  /** Runs what other threads have put in; waits for it so long. */
  void turn(uint32_t microseconds);
  /** From now on most calls of Node-API fail, as in a worker that is being terminated. */
  void terminate() { isTerminating_ = true; }
  /** As when a process or a worker ends. */
  void end();

 private:
  friend struct Access;

  std::thread::id loop_;
  bool isTerminating_ = false;
  bool hasEnded_ = false;
  /** Lives as long as the call under way: what stands for the values given out in it. */
  std::vector<Handle> scope_;
  Handle exports_;
  void* instanceData_ = nullptr;
  napi_finalize finalize_ = nullptr;
  std::vector<std::pair<napi_cleanup_hook, void*>> hooks_;
  std::vector<napi_threadsafe_function> functions_;
  std::vector<napi_ref> references_;

  std::mutex lock_;
  std::condition_variable wake_;
  std::deque<std::function<void()>> tasks_;
};

}  // namespace node
