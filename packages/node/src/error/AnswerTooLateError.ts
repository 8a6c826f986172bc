import { MvmError } from '@mvm/protocol'

/** A node has not answered one request in time; that it is lost does not follow. */
export class AnswerTooLateError extends MvmError {
  readonly code = 'ANSWER_TOO_LATE'
  readonly waitedMs: number

  constructor({ waitedMs }: { readonly waitedMs: number }) {
    super(`the node has not answered within ${waitedMs} ms`, { remedy: 'Ask for less at once.' })
    this.waitedMs = waitedMs
  }
}
