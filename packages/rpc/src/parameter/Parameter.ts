/**
 * Turns what a client sent into a value, or throws `InvalidParameterError`.
 *
 * @param at where the value stands, such as `0.gas`
 */
export type Reader<T> = (value: unknown, at: string) => T

/** One positional parameter of a method. */
export interface Parameter<T> {
  readonly name: string
  readonly read: Reader<T>
  /** The value when the client gave none or null; absent when it must give one. */
  readonly fallback?: { readonly value: T }
}

/** The values of a list of parameters. */
export type ParameterValues<P extends readonly Parameter<unknown>[]> = {
  [K in keyof P]: P[K] extends Parameter<infer T> ? T : never
}
