import { MvmError } from '@mvm/protocol'

export class NodeStartError extends MvmError {
  readonly code = 'NODE_START'
  readonly role: string
  readonly log: string

  constructor(fields: { readonly role: string; readonly log: string; readonly lastWords: string }) {
    super(
      `the ${fields.role} did not come up${fields.lastWords === '' ? '' : `:\n${fields.lastWords}`}`,
      {
        remedy: `Read ${fields.log} for the whole story.`,
      },
    )
    this.role = fields.role
    this.log = fields.log
  }
}
