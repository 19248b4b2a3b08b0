#include "node.h"

#include <cstring>

#include "trouble.h"

// The addon's own entry.
extern "C" napi_value napi_register_module_v1(napi_env env, napi_value exports);

struct napi_ref__ {
  node::Handle value;
};

struct napi_threadsafe_function__ {
  node::Environment* environment;
  node::Handle function;
  napi_threadsafe_function_call_js call;
  void* context;
  std::mutex lock;
  uint32_t queued = 0;
  bool isClosing = false;
};

struct napi_callback_info__ {
  const std::vector<node::Handle>* arguments;
  void* data;
};

namespace node {

Handle number(double value) {
  auto made = std::make_shared<Value>();
  made->type = napi_number;
  made->number = value;
  return made;
}

Handle boolean(bool value) {
  auto made = std::make_shared<Value>();
  made->type = napi_boolean;
  made->boolean = value;
  return made;
}

Handle text(const std::u16string& value) {
  auto made = std::make_shared<Value>();
  made->type = napi_string;
  made->text = value;
  return made;
}

Handle texts(const std::vector<std::u16string>& values) {
  auto made = std::make_shared<Value>();
  made->type = napi_object;
  made->isArray = true;
  for (const std::u16string& each : values) made->elements.push_back(text(each));
  return made;
}

Handle words(const std::vector<uint32_t>& values) {
  auto made = std::make_shared<Value>();
  made->type = napi_object;
  made->isTypedArray = true;
  made->words = values;
  return made;
}

Handle callback(std::function<void()> call) {
  auto made = std::make_shared<Value>();
  made->type = napi_function;
  made->own = std::move(call);
  return made;
}

/** What the functions of Node-API do with an environment. */
struct Access {
  static Environment* of(napi_env env) { return reinterpret_cast<Environment*>(env); }
  static napi_env handle(Environment* environment) { return reinterpret_cast<napi_env>(environment); }

  /** For each call on the loop: whether it works at all now. */
  static bool enter(napi_env env) {
    Environment* const environment = of(env);
    if (environment->loop_ != std::this_thread::get_id()) trouble::fault("Node-API is called on its loop alone");
    if (environment->hasEnded_) trouble::fault("Node-API is called after the end of the environment");
    return !environment->isTerminating_ || trouble::below(2) != 0;
  }

  static napi_value give(napi_env env, Handle value) {
    of(env)->scope_.push_back(value);
    return reinterpret_cast<napi_value>(value.get());
  }
  static Value* get(napi_value value) { return reinterpret_cast<Value*>(value); }
  /** The one that the scope or somebody else holds. */
  static Handle hold(napi_env env, napi_value value) {
    for (const Handle& each : of(env)->scope_) {
      if (each.get() == get(value)) return each;
    }
    trouble::fault("a value of another scope");
  }
  static Handle invoke(Environment* environment, const Handle& function, const std::vector<Handle>& arguments) {
    if (function->native == nullptr) {
      function->own();
      return std::make_shared<Value>();
    }
    // Calls may be nested: a ring that calls exports.
    const size_t outer = environment->scope_.size();
    for (const Handle& each : arguments) environment->scope_.push_back(each);
    napi_callback_info__ info = {&arguments, function->data};
    const napi_value result = function->native(handle(environment), &info);
    const Handle held = result == nullptr ? std::make_shared<Value>() : hold(handle(environment), result);
    environment->scope_.resize(outer);
    return held;
  }

  static auto& scope(napi_env env) { return of(env)->scope_; }
  static auto& hooks(napi_env env) { return of(env)->hooks_; }
  static auto& references(napi_env env) { return of(env)->references_; }
  static auto& functions(napi_env env) { return of(env)->functions_; }
  static void setData(napi_env env, void* data, napi_finalize finalize) {
    of(env)->instanceData_ = data;
    of(env)->finalize_ = finalize;
  }
  static void post(Environment* environment, std::function<void()> task) {
    const std::lock_guard<std::mutex> held(environment->lock_);
    environment->tasks_.push_back(std::move(task));
    environment->wake_.notify_one();
  }
  static bool isTerminating(napi_env env) { return of(env)->isTerminating_; }
};

Environment::Environment() : loop_(std::this_thread::get_id()), exports_(std::make_shared<Value>()) {
  exports_->type = napi_object;
  const napi_env env = Access::handle(this);
  napi_register_module_v1(env, Access::give(env, exports_));
  scope_.clear();
}

Environment::~Environment() {
  if (!hasEnded_) end();
}

Handle Environment::call(const char* name, const std::vector<Handle>& arguments) {
  const auto found = exports_->properties.find(name);
  if (found == exports_->properties.end()) trouble::fault(name);
  return Access::invoke(this, found->second, arguments);
}

void Environment::turn(uint32_t microseconds) {
  std::deque<std::function<void()>> tasks;
  {
    std::unique_lock<std::mutex> held(lock_);
    wake_.wait_for(held, std::chrono::microseconds(microseconds), [&] { return !tasks_.empty(); });
    tasks.swap(tasks_);
  }
  for (const auto& task : tasks) task();
}

void Environment::end() {
  // As Node does: hooks first, the newest first; then what is left of thread-safe functions; then the instance data.
  while (!hooks_.empty()) {
    const auto [hook, data] = hooks_.back();
    hooks_.pop_back();
    hook(data);
  }
  for (napi_threadsafe_function function : functions_) {
    {
      const std::lock_guard<std::mutex> held(function->lock);
      function->isClosing = true;
    }
    // Calls that are under way are told that there is no environment any more.
    if (function->queued != 0) function->call(nullptr, nullptr, function->context, nullptr);
    delete function;
  }
  functions_.clear();
  {
    const std::lock_guard<std::mutex> held(lock_);
    tasks_.clear();
  }
  if (finalize_ != nullptr) finalize_(Access::handle(this), instanceData_, nullptr);
  hasEnded_ = true;
  for (const napi_ref reference : references_) delete reference;
  exports_.reset();
}

}  // namespace node

using node::Access;
using node::Value;

#define ENTER(env) \
  if (!Access::enter(env)) return napi_generic_failure
// What may also fail in an environment that lives.
#define ENTER_OR_FAIL(env) \
  ENTER(env);              \
  if (trouble::happens(trouble::plan.noValue)) return napi_generic_failure

extern "C" {

napi_status napi_add_env_cleanup_hook(napi_env env, napi_cleanup_hook hook, void* data) {
  ENTER_OR_FAIL(env);
  Access::hooks(env).push_back({hook, data});
  return napi_ok;
}

napi_status napi_set_instance_data(napi_env env, void* data, napi_finalize finalize, void*) {
  ENTER(env);
  Access::setData(env, data, finalize);
  return napi_ok;
}

napi_status napi_get_cb_info(napi_env env, napi_callback_info info, size_t* count, napi_value* arguments, napi_value*,
                             void** data) {
  ENTER(env);
  if (count != nullptr) {
    for (size_t i = 0; i < *count; ++i) {
      arguments[i] = i < info->arguments->size() ? reinterpret_cast<napi_value>((*info->arguments)[i].get())
                                                 : Access::give(env, std::make_shared<Value>());
    }
  }
  *data = info->data;
  return napi_ok;
}

napi_status napi_create_function(napi_env env, const char*, size_t, napi_callback call, void* data,
                                 napi_value* result) {
  ENTER(env);
  auto made = std::make_shared<Value>();
  made->type = napi_function;
  made->native = call;
  made->data = data;
  *result = Access::give(env, made);
  return napi_ok;
}

napi_status napi_set_named_property(napi_env env, napi_value object, const char* name, napi_value value) {
  ENTER(env);
  Access::get(object)->properties[name] = Access::hold(env, value);
  return napi_ok;
}

napi_status napi_create_uint32(napi_env env, uint32_t value, napi_value* result) {
  ENTER(env);
  *result = Access::give(env, node::number(value));
  return napi_ok;
}

napi_status napi_create_double(napi_env env, double value, napi_value* result) {
  ENTER(env);
  *result = Access::give(env, node::number(value));
  return napi_ok;
}

napi_status napi_get_boolean(napi_env env, bool value, napi_value* result) {
  ENTER(env);
  *result = Access::give(env, node::boolean(value));
  return napi_ok;
}

napi_status napi_get_undefined(napi_env env, napi_value* result) {
  ENTER(env);
  *result = Access::give(env, std::make_shared<Value>());
  return napi_ok;
}

napi_status napi_create_string_latin1(napi_env env, const char* text, size_t, napi_value* result) {
  ENTER(env);
  *result = Access::give(env, node::text(std::u16string(text, text + std::strlen(text))));
  return napi_ok;
}

napi_status napi_typeof(napi_env env, napi_value value, napi_valuetype* result) {
  ENTER(env);
  *result = Access::get(value)->type;
  return napi_ok;
}

napi_status napi_get_value_uint32(napi_env env, napi_value value, uint32_t* result) {
  ENTER(env);
  if (Access::get(value)->type != napi_number) return napi_number_expected;
  *result = static_cast<uint32_t>(static_cast<int64_t>(Access::get(value)->number));
  return napi_ok;
}

napi_status napi_get_value_bool(napi_env env, napi_value value, bool* result) {
  ENTER(env);
  if (Access::get(value)->type != napi_boolean) return napi_boolean_expected;
  *result = Access::get(value)->boolean;
  return napi_ok;
}

napi_status napi_get_value_string_utf16(napi_env env, napi_value value, char16_t* buffer, size_t room, size_t* length) {
  ENTER(env);
  const Value* const from = Access::get(value);
  if (from->type != napi_string) return napi_string_expected;
  *length = from->text.size();
  if (buffer == nullptr) return napi_ok;
  if (room <= from->text.size()) *length = room - 1;
  std::memcpy(buffer, from->text.data(), *length * sizeof(char16_t));
  buffer[*length] = 0;
  return napi_ok;
}

napi_status napi_get_array_length(napi_env env, napi_value value, uint32_t* length) {
  ENTER(env);
  if (!Access::get(value)->isArray) return napi_array_expected;
  *length = static_cast<uint32_t>(Access::get(value)->elements.size());
  return napi_ok;
}

napi_status napi_get_element(napi_env env, napi_value value, uint32_t index, napi_value* result) {
  ENTER(env);
  *result = Access::give(env, Access::get(value)->elements.at(index));
  return napi_ok;
}

napi_status napi_is_typedarray(napi_env env, napi_value value, bool* result) {
  ENTER(env);
  *result = Access::get(value)->isTypedArray;
  return napi_ok;
}

napi_status napi_get_typedarray_info(napi_env env, napi_value value, napi_typedarray_type* type, size_t* length,
                                     void** data, napi_value*, size_t*) {
  ENTER(env);
  *type = napi_uint32_array;
  *length = Access::get(value)->words.size();
  *data = Access::get(value)->words.data();
  return napi_ok;
}

napi_status napi_create_arraybuffer(napi_env env, size_t byteLength, void** data, napi_value* result) {
  ENTER_OR_FAIL(env);
  auto made = std::make_shared<Value>();
  made->type = napi_object;
  made->bytes = std::make_unique<uint8_t[]>(byteLength);
  made->byteLength = byteLength;
  *data = made->bytes.get();
  *result = Access::give(env, made);
  return napi_ok;
}

napi_status napi_create_reference(napi_env env, napi_value value, uint32_t, napi_ref* result) {
  ENTER_OR_FAIL(env);
  *result = new napi_ref__{Access::hold(env, value)};
  Access::references(env).push_back(*result);
  return napi_ok;
}

napi_status napi_delete_reference(napi_env env, napi_ref reference) {
  ENTER(env);
  std::erase(Access::references(env), reference);
  delete reference;
  return napi_ok;
}

napi_status napi_get_reference_value(napi_env env, napi_ref reference, napi_value* result) {
  ENTER(env);
  *result = Access::give(env, reference->value);
  return napi_ok;
}

// Values live as long as the call of the addon, so scopes have nothing to do.
napi_status napi_open_handle_scope(napi_env env, napi_handle_scope* result) {
  ENTER_OR_FAIL(env);
  *result = nullptr;
  return napi_ok;
}
napi_status napi_close_handle_scope(napi_env, napi_handle_scope) { return napi_ok; }

napi_status napi_call_function(napi_env env, napi_value, napi_value function, size_t, const napi_value*,
                               napi_value* result) {
  ENTER(env);
  if (Access::isTerminating(env)) return napi_pending_exception;
  Access::invoke(Access::of(env), Access::hold(env, function), {});
  *result = nullptr;
  return napi_ok;
}

napi_status napi_get_and_clear_last_exception(napi_env env, napi_value* result) {
  ENTER(env);
  *result = Access::give(env, std::make_shared<Value>());
  return napi_ok;
}

napi_status napi_fatal_exception(napi_env env, napi_value) {
  ENTER(env);
  return napi_ok;
}

napi_status napi_create_threadsafe_function(napi_env env, napi_value function, napi_value, napi_value, size_t, size_t,
                                            void*, napi_finalize, void* context, napi_threadsafe_function_call_js call,
                                            napi_threadsafe_function* result) {
  ENTER_OR_FAIL(env);
  *result = new napi_threadsafe_function__{Access::of(env), Access::hold(env, function), call, context, {}, 0, false};
  Access::functions(env).push_back(*result);
  return napi_ok;
}

/** From any thread. Node frees the function soon after it was closed, so a thread that still knows it is found. */
napi_status napi_call_threadsafe_function(napi_threadsafe_function function, void* data,
                                          napi_threadsafe_function_call_mode) {
  const std::lock_guard<std::mutex> held(function->lock);
  if (function->isClosing) return napi_closing;
  if (++function->queued > 1) trouble::fault("at most one ring is under way");
  Access::post(function->environment, [function, data] {
    {
      const std::lock_guard<std::mutex> inside(function->lock);
      if (function->isClosing) return;
      --function->queued;
    }
    const napi_env env = Access::handle(function->environment);
    const size_t outer = Access::scope(env).size();
    function->call(env, Access::give(env, function->function), function->context, data);
    Access::scope(env).resize(outer);
  });
  return napi_ok;
}

napi_status napi_release_threadsafe_function(napi_threadsafe_function function,
                                             napi_threadsafe_function_release_mode mode) {
  const std::lock_guard<std::mutex> held(function->lock);
  if (mode == napi_tsfn_abort) function->isClosing = true;
  return napi_ok;
}

napi_status napi_ref_threadsafe_function(napi_env env, napi_threadsafe_function) {
  ENTER(env);
  return napi_ok;
}
napi_status napi_unref_threadsafe_function(napi_env env, napi_threadsafe_function) {
  ENTER(env);
  return napi_ok;
}

}  // extern "C"
