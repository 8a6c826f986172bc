import { MvmError } from './MvmError.ts'

/** Bytes that should be a block's header are not one. */
export class MalformedHeaderError extends MvmError {
  readonly code = 'MALFORMED_HEADER'

  constructor({ problem, cause }: { readonly problem: string; readonly cause?: unknown }) {
    super(`not the header of a block: ${problem}`, {
      remedy: 'Ask another node for the header.',
      ...(cause === undefined ? {} : { cause }),
    })
  }
}
