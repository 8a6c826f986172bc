import type { Log } from '@ethereumjs/evm'

/**
 * The logs of a frame so far. EthereumJS takes those of an inner frame over by `concat`, which copies all that there are
 * after every call, whether it logged or not; this one grows instead. Nobody else holds the list meanwhile.
 */
export class LogList extends Array<Log> {
  override concat(...lists: readonly (Log | ConcatArray<Log>)[]): this {
    for (const list of lists as readonly ConcatArray<Log>[]) {
      for (let i = 0; i < list.length; i++) this.push(list[i] as Log)
    }
    return this
  }
}
