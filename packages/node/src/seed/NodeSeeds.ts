import { SeedRecorder, type SeedRecorderOptions } from './SeedRecorder.ts'

/** A node's share in recording seeds: eager in the epochs in which it posts for a DAC, otherwise where nobody else is. */
export class NodeSeeds {
  readonly #recorder: SeedRecorder
  /** The last epoch in which there was something to post. */
  #activeEpoch = -1

  constructor(options: Omit<SeedRecorderOptions, 'isEager'>) {
    const isEager = (epoch: number) => this.#activeEpoch === epoch - 1
    this.#recorder = new SeedRecorder({ ...options, isEager })
  }

  noteActive(epoch: number): void {
    this.#activeEpoch = Math.max(this.#activeEpoch, epoch)
  }

  /** As {@link SeedRecorder.noteHead}. */
  noteHead(headNumber: number, signal: AbortSignal): void {
    this.#recorder.noteHead(headNumber, signal)
  }
}
