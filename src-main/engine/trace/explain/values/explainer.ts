import type { Field } from '../../../../contract/report'
import type { TagEntry } from '../../../tlv/tag-dictionary'
import type { ExplainContext } from '../context'

/** What can be said of a value beyond its name and its bytes. */
export type Explanation = Pick<Field, 'value' | 'bits' | 'children' | 'problem'>

/** Understands values of one kind; whatever the bytes, it answers and never throws. */
export type Explainer = (value: Uint8Array, entry: TagEntry, context: ExplainContext) => Explanation
