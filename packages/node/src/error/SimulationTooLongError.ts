import { MvmError } from '@mvm/protocol'

/** A simulation has been executed for longer than one may be: others wait for their turn. */
export class SimulationTooLongError extends MvmError {
  readonly code = 'SIMULATION_TOO_LONG'
  readonly limitMs: number

  constructor({ limitMs }: { readonly limitMs: number }) {
    super(`the simulation was given up after ${limitMs} ms of execution`, {
      remedy: 'Ask for less at once.',
    })
    this.limitMs = limitMs
  }
}
