# The dashboard for the open internet. docs/hosting.md says how to run it.
FROM python:3.13-slim

# Pango draws hand-outs as PDF.
RUN apt-get update \
    && apt-get install -y --no-install-recommends libpangoft2-1.0-0 \
    && rm -rf /var/lib/apt/lists/* \
    && useradd --system --uid 10001 --no-create-home dossier \
    && install -d -o dossier /data

WORKDIR /srv/dossier
COPY requirements.txt ./
RUN pip install --no-cache-dir --disable-pip-version-check -r requirements.txt "weasyprint>=69"
COPY . .
RUN pip install --no-cache-dir --disable-pip-version-check --no-deps . && rm -rf build

# The root file system may be read-only: what is kept is in /data, what is not in /tmp.
ENV DOSSIER_PROFILE=public DOSSIER_HOME=/data HOME=/tmp PYTHONUNBUFFERED=1 MALLOC_ARENA_MAX=2
USER dossier
VOLUME /data
EXPOSE 8501
WORKDIR /tmp
HEALTHCHECK --interval=30s --timeout=20s --start-period=60s \
    CMD ["python", "-c", "import urllib.request as u; u.urlopen('http://127.0.0.1:8501/_stcore/script-health-check', timeout=15)"]
STOPSIGNAL SIGTERM
CMD ["dossier", "open", "--public", "--address", "0.0.0.0", "--port", "8501"]
