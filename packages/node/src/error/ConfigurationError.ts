import { MvmError } from '@mvm/protocol'

export class ConfigurationError extends MvmError {
  readonly code = 'CONFIGURATION'
  readonly option: string

  constructor(fields: {
    readonly option: string
    readonly problem: string
    readonly remedy: string
    readonly cause?: unknown
  }) {
    super(`${fields.option}: ${fields.problem}`, { remedy: fields.remedy, cause: fields.cause })
    this.option = fields.option
  }
}
