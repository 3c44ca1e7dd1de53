{{/* What the pods of both parts have alike. */}}
{{- define "unspun.pod" -}}
automountServiceAccountToken: false
enableServiceLinks: false  # or the Service of this name sets UNSPUN_PORT to tcp://…, which is no setting
{{- with .Values.image.pullSecrets }}
imagePullSecrets: [{{ range $at, $name := . }}{{ if $at }}, {{ end }}{name: {{ $name }}}{{ end }}]
{{- end }}
securityContext: {runAsNonRoot: true, runAsUser: 10001, runAsGroup: 10001, fsGroup: 10001, seccompProfile: {type: RuntimeDefault}}
{{- end }}

{{- define "unspun.image" -}}
image: {{ .Values.image.repository }}:{{ .Values.image.tag | default .Chart.AppVersion }}
{{- end }}

{{- define "unspun.container" -}}
env:
  - name: UNSPUN_DATABASE_URL
    valueFrom: {secretKeyRef: {name: {{ .Values.database.secret }}, key: {{ .Values.database.key }}}}
  - {name: UNSPUN_REQUIRE_KEYS, value: "true"}
  {{- range $name, $value := .Values.settings }}
  - {name: {{ $name }}, value: {{ $value | quote }}}
  {{- end }}
  - {name: HOME, value: /tmp}
securityContext: {allowPrivilegeEscalation: false, readOnlyRootFilesystem: true, capabilities: {drop: [ALL]}}
volumeMounts:
  - {name: tmp, mountPath: /tmp}
{{- end }}
