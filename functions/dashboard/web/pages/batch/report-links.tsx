import { downloadReportCsv, downloadReportHtml, downloadReportJson } from '../../../wire/batches.ts';
import { addressOf } from '../../../wire/endpoint.ts';

/** The report as a file: to read and pass on, for programs, for a spreadsheet. */
export function ReportLinks(place: { readonly monitor: string; readonly batch: string }) {
  return (
    <p class="buttons report-links on-screen">
      <span class="quiet">Report as</span>
      <a href={addressOf(downloadReportHtml, place)} aria-label="The report as HTML">
        HTML
      </a>
      <a href={addressOf(downloadReportJson, place)} aria-label="The report as JSON">
        JSON
      </a>
      <a href={addressOf(downloadReportCsv, place)} aria-label="The figures as CSV">
        CSV
      </a>
    </p>
  );
}
