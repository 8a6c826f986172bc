/**
 * The base of every error that this project throws on purpose: `code` is stable and made for programs,
 * the message says what happened and why, `remedy` what to do about it.
 */
export abstract class MvmError extends Error {
  abstract readonly code: string
  /** What the reader can do, as one imperative sentence. */
  readonly remedy: string | undefined

  constructor(
    message: string,
    options: { readonly remedy?: string; readonly cause?: unknown } = {},
  ) {
    super(message, options.cause === undefined ? undefined : { cause: options.cause })
    this.name = new.target.name
    this.remedy = options.remedy
  }
}
