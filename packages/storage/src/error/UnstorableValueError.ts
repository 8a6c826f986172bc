import { MvmError } from '@mvm/protocol'

/** A value that the record's format cannot hold, e.g. a hash of 31 bytes. Nothing was committed. */
export class UnstorableValueError extends MvmError {
  readonly code = 'UNSTORABLE_VALUE'

  constructor({ value, wanted }: { readonly value: unknown; readonly wanted: string }) {
    const shown = String(value)
    super(
      `${shown.length > 80 ? `${shown.slice(0, 80)}…` : shown} cannot be stored: ${wanted} is wanted`,
      {
        remedy: 'Report this with the block that was being stored: it is a mistake of the program.',
      },
    )
  }
}
