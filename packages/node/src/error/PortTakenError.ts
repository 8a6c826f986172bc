import { MvmError } from '@mvm/protocol'

export class PortTakenError extends MvmError {
  readonly code = 'PORT_TAKEN'
  readonly port: number
  readonly option: string

  constructor({ port, option }: { readonly port: number; readonly option: string }) {
    super(`port ${port} on 127.0.0.1 is taken by another program`, {
      remedy: `Stop that program, or choose another port with ${option} <port> (0 picks a free one).`,
    })
    this.port = port
    this.option = option
  }
}
