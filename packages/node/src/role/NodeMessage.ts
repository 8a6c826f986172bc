/** What a node tells the process that started it, over the IPC channel. */
export interface NodeMessage {
  readonly kind: 'ready'
  /** Base URL of its JSON-RPC server; a DAC's is `<rpcUrl>/<slug>`. */
  readonly rpcUrl: string
}
