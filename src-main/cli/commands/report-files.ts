import type { InspectionReport } from '../../contract/report'
import { readReport } from '../../services/reports/reports-service'
import { readTextFile } from '../files'

/** A report that was saved as JSON. Throws `AppFailure`. */
export function readReportFile(file: string): InspectionReport {
  return readReport(readTextFile(file))
}
