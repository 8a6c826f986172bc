import { MvmError } from '@mvm/protocol'
import { faultNames } from './faultNames.ts'

/** There is no fault of this name. */
export class UnknownFaultError extends MvmError {
  readonly code = 'UNKNOWN_FAULT'
  readonly fault: string

  constructor({ fault }: { readonly fault: string }) {
    super(`"${fault}" is no fault`, { remedy: `Use one of: ${faultNames.join(', ')}.` })
    this.fault = fault
  }
}
