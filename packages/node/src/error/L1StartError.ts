import { MvmError } from '@mvm/protocol'

export class L1StartError extends MvmError {
  readonly code = 'L1_START'
  readonly port: number
  readonly log: string

  constructor({ port, log }: { readonly port: number; readonly log: string }) {
    super(`the devnet's L1 did not come up on port ${port}`, {
      remedy: `Read ${log} for its own words.`,
    })
    this.port = port
    this.log = log
  }
}
