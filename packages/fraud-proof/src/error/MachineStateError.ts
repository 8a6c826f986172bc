import { MvmError } from '@mvm/protocol'

/** A state that no machine can be in, or content that a step needs and nobody has. */
export class MachineStateError extends MvmError {
  readonly code = 'MACHINE_STATE'

  constructor({ problem }: { readonly problem: string }) {
    super(`the machine cannot step: ${problem}`, {
      remedy: 'Start again from the block before, on complete state.',
    })
  }
}
