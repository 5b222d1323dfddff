import type { Report } from '../../../../shared/report/report.ts';
import { Button } from '../ui/button.tsx';
import { saveFile } from './save-file.ts';

/** The report as a file: to read, for programs, for a spreadsheet. The renderers are loaded when they are asked for. */
export function Downloads({ report }: { readonly report: Report }) {
  return (
    <p class="buttons downloads on-screen">
      <span class="quiet">Save as</span>
      <Button look="quiet" label="Save the report as HTML" onClick={() => saveHtml(report)}>
        HTML
      </Button>
      <Button look="quiet" label="Save the report as JSON" onClick={() => saveJson(report)}>
        JSON
      </Button>
      <Button look="quiet" label="Save the figures as CSV" onClick={() => saveCsv(report)}>
        CSV
      </Button>
    </p>
  );
}

async function saveHtml(report: Report) {
  const { renderHtml } = await import('../../../../shared/report/render/render-html.ts');
  saveFile('drift-report.html', 'text/html', renderHtml(report));
}

async function saveJson(report: Report) {
  const { renderJson } = await import('../../../../shared/report/render/render-json.ts');
  saveFile('drift-report.json', 'application/json', renderJson(report));
}

async function saveCsv(report: Report) {
  const { renderCsv } = await import('../../../../shared/report/render/render-csv.ts');
  saveFile('drift-report.csv', 'text/csv', renderCsv(report));
}
