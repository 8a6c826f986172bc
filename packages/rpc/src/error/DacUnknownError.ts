import type { Json } from '../jsonrpc/Json.ts'
import { RpcError } from './RpcError.ts'

/** The path names no DAC that this node serves. */
export class DacUnknownError extends RpcError {
  readonly code = 'DAC_UNKNOWN'
  readonly rpcCode = -32052
  readonly slug: string

  constructor({ slug }: { readonly slug: string }) {
    super(
      slug === ''
        ? 'this node serves no DAC yet'
        : `this node serves no DAC "${slug.slice(0, 80)}"`,
      { remedy: 'Use the path of a DAC that it serves, or / for its first one.' },
    )
    this.slug = slug
  }

  override get data(): Json {
    return { slug: this.slug.slice(0, 80) }
  }
}
