import { MvmError } from '@mvm/protocol'

/** A node did not hand out a witness: it cannot be reached, or it refuses. */
export class WitnessServerError extends MvmError {
  readonly code = 'WITNESS_SERVER'
  readonly url: string

  constructor({
    url,
    problem,
    cause,
  }: { readonly url: string; readonly problem: string; readonly cause?: unknown }) {
    super(`no witness from ${url}: ${problem}`, {
      remedy: 'Ask another node; with none the ranger derives the chain from L1.',
      ...(cause === undefined ? {} : { cause }),
    })
    this.url = url
  }
}
