import type { FlatError } from './flattenError.ts'

/** The functions that a worker thread serves; parameters and results must be structured-cloneable. */
// biome-ignore lint/suspicious/noExplicitAny: the constraint on a table of functions; every use is typed by the table itself.
export type WorkerMethods = Record<string, (...parameters: any[]) => unknown>

export interface WorkerRequest {
  readonly id: number
  readonly method: string
  readonly parameters: readonly unknown[]
}

export type WorkerReply =
  | { readonly kind: 'result'; readonly id: number; readonly result: unknown }
  | { readonly kind: 'error'; readonly id: number; readonly error: FlatError }
  /** Unasked: something happened. */
  | { readonly kind: 'notice'; readonly notice: unknown }
