import { MvmError } from './MvmError.ts'

export class MalformedHexError extends MvmError {
  readonly code = 'MALFORMED_HEX'
  readonly value: string

  constructor({ value }: { readonly value: string }) {
    super(
      `"${value.length > 80 ? `${value.slice(0, 80)}…` : value}" is not hexadecimal of whole bytes`,
      {
        remedy: 'Write 0x and an even number of hexadecimal digits.',
      },
    )
    this.value = value
  }
}
