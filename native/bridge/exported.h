#pragma once

#include <tuple>
#include <type_traits>
#include <utility>

#include "bridge/environment.h"
#include "bridge/values.h"

/**
 * Plain functions as exports. What a function takes besides its arguments says what it is: an `Environment&`, or the
 * `PackWriter&` of an answer into the mailbox, or nothing.
 */
namespace winstation::bridge {

/** A function that JavaScript calls, by its name. */
struct Exported {
  const char* name;
  napi_callback call;
};

template <class Result, class Call>
napi_value run(napi_env env, Call call) {
  if constexpr (std::is_void_v<Result>) {
    call();
    return nullptr;
  } else {
    return written(env, call());
  }
}

/** Without its arguments nothing is called, and the result is 0 or false; undefined where 0 would be a value. */
template <class Result, class... Arguments, class Call>
napi_value runWithArguments(napi_env env, napi_callback_info info, Call call) {
  constexpr size_t count = sizeof...(Arguments);
  napi_value values[count == 0 ? 1 : count];
  Environment* const environment = Environment::called(env, info, values, count);
  std::tuple<Arguments...> arguments;
  const auto readAll = [&](auto&... argument) {
    size_t at = 0;
    return (read(env, values[at++], &argument) && ... && true);
  };
  if (environment != nullptr && std::apply(readAll, arguments)) {
    return run<Result>(env, [&] {
      return std::apply([&](auto&... argument) { return call(*environment, std::move(argument)...); }, arguments);
    });
  }
  if constexpr (std::is_void_v<Result> || std::is_floating_point_v<Result>) {
    return nullptr;
  } else {
    return written(env, Result{});
  }
}

template <auto function>
struct Caller;

template <class Result, Result (*function)()>
struct Caller<function> {
  static napi_value call(napi_env env, napi_callback_info) { return run<Result>(env, function); }
};

template <class Result, class... Arguments, Result (*function)(Environment&, Arguments...)>
struct Caller<function> {
  static napi_value call(napi_env env, napi_callback_info info) {
    return runWithArguments<Result, std::remove_cvref_t<Arguments>...>(env, info, function);
  }
};

template <class... Arguments, void (*function)(PackWriter&, Arguments...)>
struct Caller<function> {
  static napi_value call(napi_env env, napi_callback_info info) {
    return runWithArguments<void, Arguments...>(env, info, [](Environment& environment, Arguments... arguments) {
      environment.writer.clear();
      function(environment.writer, std::move(arguments)...);
      environment.post();
    });
  }
};

template <class Result, class First, class... Arguments, Result (*function)(First, Arguments...)>
requires(!std::is_reference_v<First>) struct Caller<function> {
  static napi_value call(napi_env env, napi_callback_info info) {
    return runWithArguments<Result, First, Arguments...>(env, info, [](Environment&, First first, Arguments... rest) {
      return function(std::move(first), std::move(rest)...);
    });
  }
};

template <auto function>
constexpr Exported exported(const char* name) {
  return {name, Caller<function>::call};
}

}  // namespace winstation::bridge
