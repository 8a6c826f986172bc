import { MvmError } from '@mvm/protocol'

export class WorkerEndedError extends MvmError {
  readonly code = 'WORKER_ENDED'
  readonly worker: string

  constructor({ worker, cause }: { readonly worker: string; readonly cause: unknown }) {
    super(`the ${worker} worker has ended`, {
      remedy: 'Restart the node; its data is safe.',
      cause,
    })
    this.worker = worker
  }
}
