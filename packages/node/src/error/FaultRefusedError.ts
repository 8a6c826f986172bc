import { MvmError } from '@mvm/protocol'

/** A node was told to lie where it must not. */
export class FaultRefusedError extends MvmError {
  readonly code = 'FAULT_REFUSED'
  readonly fault: string
  readonly profile: string

  constructor({ fault, profile }: { readonly fault: string; readonly profile: string }) {
    super(`--fault ${fault}: a node of the profile "${profile}" does not execute with a fault`, {
      remedy: 'Use --profile dev on a development network, or leave --fault out.',
    })
    this.fault = fault
    this.profile = profile
  }
}
