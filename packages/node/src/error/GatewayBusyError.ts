import { MvmError } from '@mvm/protocol'

/** The gateway holds as much for its clients as it may. */
export class GatewayBusyError extends MvmError {
  readonly code = 'GATEWAY_BUSY'

  constructor() {
    super('the gateway holds as much for its clients as it may', { remedy: 'Try again later.' })
  }
}
