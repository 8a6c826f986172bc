import { MvmError } from '@mvm/protocol'
import type { FlatError } from './flattenError.ts'

/** A typed error that was thrown in another thread: same code, message, remedy and fields. */
export class RemoteError extends MvmError {
  readonly code: string
  readonly fields: Readonly<Record<string, unknown>>

  constructor(flat: FlatError) {
    super(flat.message, flat.remedy === undefined ? {} : { remedy: flat.remedy })
    this.name = flat.name
    this.code = flat.code ?? 'INTERNAL'
    this.fields = flat.fields
    if (flat.stack !== undefined) this.stack = flat.stack
  }
}
