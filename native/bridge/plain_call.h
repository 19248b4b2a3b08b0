#pragma once

#include <tuple>
#include <type_traits>

#include "base/library.h"
#include "bridge/arguments.h"
#include "bridge/facts.h"

namespace winstation::bridge {

/** What frees the buffer of a call that answers none. */
struct NoMemory {};

/** The parameters that are left when the given ones are passed, which come first. */
template <class Given, class All>
struct Rest;
template <class... All>
struct Rest<std::tuple<>, std::tuple<All...>> {
  using Types = std::tuple<All...>;
};
template <class First, class... Given, class... All>
struct Rest<std::tuple<First, Given...>, std::tuple<First, All...>> : Rest<std::tuple<Given...>, std::tuple<All...>> {};

/**
 * One call of an export, its arguments in the order of its parameters, its answer the outputs in that order. What is
 * given (a server handle, say) comes from elsewhere and stands before the arguments. How many words and texts there are
 * follows from the export's declaration.
 */
template <auto& target, class Memory, class Given,
          class Types = typename Rest<Given, typename std::remove_reference_t<decltype(target)>::ParameterTypes>::Types>
class PlainCall;

template <auto& target, class Memory, class... Given, class... Types>
class PlainCall<target, Memory, std::tuple<Given...>, std::tuple<Types...>> {
  static constexpr bool kHasBuffer = (Parameter<Types>::kIsBuffer || ... || false);
  static_assert(kHasBuffer != std::is_same_v<Memory, NoMemory>, "a buffer, and only that, is to be freed");

 public:
  static constexpr size_t kWords = (Parameter<Types>::kWords + ... + 0);
  static constexpr size_t kTexts = (Parameter<Types>::kTexts + ... + 0);

  static bool isComplete(const Question& question) {
    return question.words.size() == kWords && question.textCount() == kTexts;
  }

  static void answer(const std::tuple<Given...>& given, const Question& question, PackWriter& pack) {
    Arguments arguments(question);
    // In braces they are made from left to right.
    std::tuple<Parameter<Types>...> parameters{Parameter<Types>(arguments)...};
    const auto call = [&](auto&... parameter) {
      return std::apply([&](const Given&... first) { return target.call(first..., parameter.pass()...); }, given);
    };
    const Failure failure = std::apply(call, parameters);
    if constexpr (kHasBuffer) {
      writeBuffer(pack, failure, std::get<Parameter<const void**>>(parameters).value,
                  std::get<Parameter<ByteLength*>>(parameters).value);
    } else {
      writeAnswer(pack, failure);
      if (failure) return;
      std::apply([&pack](const auto&... parameter) { (parameter.write(pack), ...); }, parameters);
    }
  }

 private:
  static void writeBuffer(PackWriter& pack, const Failure& failure, const void* buffer, ByteLength length) {
    if (failure) return writeFailure(pack, failure);
    const Memory owned(buffer);
    if (buffer == nullptr) return writeFailure(pack, {target.name(), kInvalidData});
    writeSuccess(pack);
    pack.bytes(buffer, static_cast<uint32_t>(length));
  }
};

}  // namespace winstation::bridge
