import { MvmError } from '@mvm/protocol'

export class DacNotReadyError extends MvmError {
  readonly code = 'DAC_NOT_READY'
  readonly slug: string
  readonly nodeUrl: string

  constructor(fields: {
    readonly slug: string
    readonly nodeUrl: string
    readonly timeoutMs: number
  }) {
    super(
      `DAC "${fields.slug}" has no first block at ${fields.nodeUrl} after ${fields.timeoutMs / 1000} s`,
      { remedy: "Read node.log in that node's folder." },
    )
    this.slug = fields.slug
    this.nodeUrl = fields.nodeUrl
  }
}
