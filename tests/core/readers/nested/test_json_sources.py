"""JSON in the documented shape of each source: what a document becomes."""

import json

import pytest

from dash_core.readers import Options, SourceFile, read_file

OMEKA_S = {
    "@context": "https://o.example/api-context",
    "@id": "https://o.example/api/items/7",
    "@type": ["o:Item", "bibo:Letter"],
    "o:id": 7,
    "o:is_public": True,
    "o:owner": {"@id": "https://o.example/api/users/1", "o:id": 1},
    "o:created": {"@value": "2022-05-01T09:00:00+00:00", "@type": "xsd:dateTime"},
    "o:title": "On the ferry dues",
    "dcterms:title": [
        {"type": "literal", "property_id": 1, "property_label": "Title", "@language": "en",
         "@value": "On the ferry dues"},
        {"type": "literal", "property_id": 1, "property_label": "Title", "@language": "de",
         "@value": "Über das Fährgeld"},
    ],
    "dcterms:creator": [
        {"type": "resource:item", "property_id": 2, "property_label": "Creator",
         "@id": "https://o.example/api/items/3", "display_title": "Rook, Ida"},
        {"type": "uri", "property_id": 2, "property_label": "Creator",
         "@id": "https://viaf.example/1", "o:label": "Wren, Hal"},
    ],
    "dcterms:spatial": [{"type": "literal", "property_id": 40, "@value": "Ulm"}],
}  # fmt: skip

OMEKA_CLASSIC = {
    "id": 31,
    "url": "https://o.example/api/items/31",
    "added": "2014-01-02T03:04:05+00:00",
    "item_type": {"id": 18, "name": "Letter", "resource": "item_types"},
    "collection": {"id": 2, "url": "https://o.example/api/collections/2"},
    "tags": [{"id": 1, "name": "ferries"}, {"id": 2, "name": "tolls"}],
    "element_texts": [
        {"html": False, "text": text, "element_set": {"id": 1, "name": "Dublin Core"},
         "element": {"id": n, "name": name}}
        for n, (name, text) in enumerate(
            [("Title", "On the ferry dues"), ("Creator", "Rook, Ida"), ("Creator", "Wren, Hal"),
             ("Date", "12 May 1871"), ("Coverage", "Ulm")]
        )
    ],
}  # fmt: skip

DPLA = {
    "count": 1, "start": 1, "limit": 10,
    "docs": [{
        "id": "5a", "@id": "http://dp.example/items/5a", "isShownAt": "https://l.example/9",
        "dataProvider": {"name": "River Library"}, "object": "https://l.example/9.jpg",
        "sourceResource": {
            "title": ["On the ferry dues"], "creator": ["Rook, Ida"],
            "date": [{"displayDate": "May 1871", "begin": "1871-05", "end": "1871-05"}],
            "description": ["Of tolls."], "language": [{"iso639_3": "deu", "name": "German"}],
            "spatial": [{"name": "Ulm", "coordinates": "48.4, 10.0", "country": "Germany"}],
            "subject": [{"name": "Ferries"}], "type": ["text"],
        },
    }],
    "facets": [],
}  # fmt: skip

EUROPEANA_SEARCH = {
    "apikey": "k", "success": True, "itemsCount": 1, "totalResults": 1,
    "items": [{
        "id": "/9/a", "guid": "https://e.example/item/9/a", "link": "https://api.example/9/a.json",
        "title": ["Über das Fährgeld"], "dcCreator": ["http://d.example/agent/1", "Ida Rook"],
        "dcTitleLangAware": {"de": ["Über das Fährgeld"], "en": ["On the ferry dues"]},
        "dcDescription": ["Of tolls."], "edmPlaceLabel": [{"def": "Ulm"}, {"def": "Ulm a. D."}],
        "year": ["1871"], "type": "TEXT", "language": ["de"], "dataProvider": ["River Museum"],
        "timestamp_created": "2019-01-01T00:00:00Z", "edmIsShownAt": ["https://m.example/1"],
    }],
}  # fmt: skip

NARA = {
    "statusCode": 200,
    "body": {"took": 3, "hits": {"total": {"value": 1, "relation": "eq"}, "hits": [{
        "_index": "d", "_id": "88", "_score": 1.5, "sort": [1.5, 88],
        "_source": {"record": {
            "naId": 88, "title": "Ferry dues", "levelOfDescription": "fileUnit",
            "recordType": "description", "generalRecordsTypes": ["Textual Records"],
            "inclusiveStartDate": {"year": 1871, "logicalDate": "1871-01-01"},
            "inclusiveEndDate": {"year": 1874, "logicalDate": "1874-12-31"},
            "scopeAndContentNote": "Of tolls.",
            "ancestors": [{"naId": 2, "title": "River Office", "levelOfDescription": "series",
                           "creators": [{"heading": "Port Office"}]}],
            "creators": [{"heading": "River Office", "creatorType": "Most Recent"}],
        }},
    }]}},
}  # fmt: skip

LOC = {
    "pagination": {"of": 1, "results": "1 - 1"},
    "facets": [{"type": "dates", "filters": [{"title": "1871", "count": 1}]}],
    "results": [{
        "id": "http://loc.example/item/1/", "title": "On the ferry dues", "date": "1871-05-12",
        "url": "https://loc.example/item/1/", "contributor": ["rook, ida"],
        "description": ["Of tolls."], "subject": ["ferries"], "language": ["german"],
        "item": {"call_number": ["MS 4"], "title": "On the ferry dues", "date": "1871-05-12"},
        "image_url": ["https://loc.example/1.jpg"],
    }],
    "search": {"query": "ferry", "sort_by": None},
}  # fmt: skip

TROVE = {
    "query": "ferry",
    "category": [{"code": "diary", "name": "Diaries, Letters, Archives", "records": {
        "s": "*", "n": 1, "total": 1,
        "work": [{"id": "77", "url": "https://api.example/work/77",
                  "troveUrl": "https://t.example/work/77", "title": "On the ferry dues",
                  "contributor": ["Rook, Ida"], "issued": "1871", "type": ["Unpublished"],
                  "relevance": {"score": 3.5, "value": "very relevant"}}],
    }}],
}  # fmt: skip

DIGITALNZ = {"search": {"result_count": 1, "page": 1, "results": [{
    "id": 23, "title": "On the ferry dues", "description": "Of tolls.", "creator": ["Ida Rook"],
    "display_date": "May 1871", "date": ["1871-05-01 00:00:00 UTC"], "subject": ["Ferries"],
    "landing_url": "https://n.example/23", "updated_at": "2020-01-01T00:00:00Z",
    "syndication_date": "2019-01-01T00:00:00Z",
}], "facets": {"year": {"1871": 1}}}}  # fmt: skip

IIIF_3 = {
    "@context": "http://iiif.io/api/presentation/3/context.json",
    "id": "https://i.example/7/manifest", "type": "Manifest",
    "label": {"en": ["On the ferry dues"], "de": ["Über das Fährgeld"]},
    "summary": {"en": ["Of tolls."]},
    "metadata": [
        {"label": {"en": ["Author"], "de": ["Verfasserin"]}, "value": {"none": ["Ida Rook"]}},
        {"label": {"en": ["Date"]}, "value": {"none": ["12 May 1871"]}},
    ],
    "requiredStatement": {"label": {"en": ["Held by"]}, "value": {"en": ["River Library"]}},
    "items": [{"id": f"https://i.example/7/{n}", "type": "Canvas", "label": {"none": [f"p. {n}"]}}
              for n in range(1, 5)],
}  # fmt: skip

IIIF_2_COLLECTION = {
    "@context": "http://iiif.io/api/presentation/2/context.json", "@type": "sc:Collection",
    "@id": "https://i.example/c", "label": "Ferry papers",
    "manifests": [{"@id": "https://i.example/7", "@type": "sc:Manifest",
                   "label": "On the ferry dues"}],
}  # fmt: skip

SPARQL = {
    "head": {"vars": ["item", "title", "date"]},
    "results": {"bindings": [{
        "item": {"type": "uri", "value": "https://w.example/entity/Q5"},
        "title": {"type": "literal", "xml:lang": "en", "value": "On the ferry dues"},
        "date": {"type": "literal", "value": "1871-05-12T00:00:00Z",
                 "datatype": "http://www.w3.org/2001/XMLSchema#dateTime"},
    }]},
}  # fmt: skip

HYRAX = {"response": {"numFound": 1, "docs": [{
    "id": "w1", "has_model_ssim": ["Work"], "title_tesim": ["On the ferry dues"],
    "creator_tesim": ["Rook, Ida"], "date_created_tesim": ["1871"], "subject_tesim": ["Ferries"],
    "system_create_dtsi": "2020-01-01T00:00:00Z",
}]}}  # fmt: skip

BLACKLIGHT = {
    "links": {"self": "https://b.example/?q=ferry"},
    "data": [{"id": "b1", "type": "component", "attributes": {
        "title": {"id": "t", "type": "document_value",
                  "attributes": {"value": "On the ferry dues", "label": "Title"}},
        "creator": {"id": "c", "type": "document_value",
                    "attributes": {"value": "Rook, Ida", "label": "Creator"}},
        "normalized_date_ssm": {"id": "d", "type": "document_value",
                                "attributes": {"value": "12 May 1871", "label": "Date"}},
    }, "links": {"self": "https://b.example/catalog/b1"}}],
    "included": [{"type": "facet", "id": "level", "attributes": {"label": "Level", "items": [
        {"attributes": {"label": "Item", "value": "Item", "hits": 4}}]}}],
    "meta": {"pages": {"total_count": 1}},
}  # fmt: skip

ZOTERO_API = [{
    "key": "ABCD2345", "version": 12, "library": {"type": "user", "id": 5, "name": "ida"},
    "links": {"self": {"href": "https://z.example/ABCD2345", "type": "application/json"}},
    "meta": {"creatorSummary": "Rook", "parsedDate": "1871-05-12", "numChildren": 0},
    "data": {"key": "ABCD2345", "version": 12, "itemType": "letter", "title": "On the ferry dues",
             "creators": [{"creatorType": "author", "firstName": "Ida", "lastName": "Rook"},
                          {"creatorType": "recipient", "name": "Ferry Board"},
                          {"creatorType": "contributor", "firstName": "Hal", "lastName": "Wren"}],
             "abstractNote": "Of tolls.", "date": "12 May 1871", "archive": "River Library",
             "archiveLocation": "MS 4", "tags": [{"tag": "ferries"}, {"tag": "tolls", "type": 1}],
             "collections": ["C1"], "dateAdded": "2020-01-01T00:00:00Z"},
}]  # fmt: skip

TROPY = {
    "@context": {"@version": 1.1, "title": "http://purl.org/dc/elements/1.1/title"},
    "@graph": [{
        "@type": "Item", "template": "https://tropy.org/v1/templates/correspondence",
        "title": "On the ferry dues", "creator": "Rook, Ida", "audience": "Ferry Board",
        "date": "1871-05-12", "tag": ["ferries"], "list": ["Dues"],
        "photo": [{"@type": "Photo", "title": "IMG_1", "path": "IMG_1.jpg", "checksum": "aa",
                   "note": [{"@type": "Note", "text": "Check the date.", "language": "en"}]},
                  {"@type": "Photo", "title": "IMG_2", "path": "IMG_2.jpg", "checksum": "bb"}],
    }],
    "version": "1.16",
}  # fmt: skip

ARCHIVESSPACE = {
    "jsonmodel_type": "archival_object", "uri": "/repositories/2/archival_objects/9",
    "title": "On the ferry dues", "display_string": "On the ferry dues, 12 May 1871",
    "ref_id": "a1b2", "component_id": "MS 4/1", "level": "item", "created_by": "admin",
    "create_time": "2020-01-01T00:00:00Z", "publish": True,
    "dates": [{"expression": "12 May 1871", "begin": "1871-05-12", "label": "creation",
               "date_type": "single", "jsonmodel_type": "date", "created_by": "admin"}],
    "linked_agents": [{"role": "creator", "ref": "/agents/people/1", "terms": [],
                       "_resolved": {"title": "Rook, Ida", "jsonmodel_type": "agent_person"}}],
    "subjects": [{"ref": "/subjects/4", "_resolved": {"title": "Ferries"}}],
    "notes": [{"jsonmodel_type": "note_multipart", "type": "scopecontent",
               "subnotes": [{"jsonmodel_type": "note_text", "content": "Of tolls."}]}],
    "ancestors": [{"ref": "/repositories/2/resources/1", "level": "collection"}],
}  # fmt: skip

ATOM = {"total": 1, "results": [{
    "reference_code": "RL-4-1", "slug": "on-the-ferry-dues", "title": "On the ferry dues",
    "level_of_description": "Item", "creators": ["Rook, Ida"], "creation_dates": ["1871"],
    "place_access_points": ["Ulm"], "thumbnail_url": "https://a.example/1.jpg",
}]}  # fmt: skip

WIKIBASE = {"entities": {"Q5": {
    "type": "item", "id": "Q5",
    "labels": {"en": {"language": "en", "value": "On the ferry dues"},
               "de": {"language": "de", "value": "Über das Fährgeld"}},
    "descriptions": {"en": {"language": "en", "value": "letter of 1871"}},
}}, "success": 1}  # fmt: skip

INTERNET_ARCHIVE = {
    "responseHeader": {"status": 0, "params": {"query": "ferry", "fields": "title"}},
    "response": {"numFound": 1, "start": 0, "docs": [
        {"identifier": "ferrydues", "title": "On the ferry dues", "creator": "Rook, Ida",
         "year": "1871", "downloads": 9, "week": 0, "month": 2, "mediatype": "texts",
         "subject": ["ferries", "tolls"]}]},
}  # fmt: skip

GEOJSON = {"type": "FeatureCollection", "features": [{
    "type": "Feature", "geometry": {"type": "Point", "coordinates": [10.0, 48.4]},
    "properties": {"title": "On the ferry dues", "date": "1871-05-12", "creator": "Ida Rook"},
}]}  # fmt: skip

TNA = {"records": [
    {"id": f"C{n}", "reference": f"RV 4/{n}", "title": title, "description": "Of tolls.",
     "coveringDates": dates, "startDate": begin, "endDate": end, "heldBy": ["River Archive"],
     "numStartDate": 0, "openingDate": "01 January 1950"}
    for n, title, dates, begin, end in [
        (1, "On the ferry dues", "1871 May 12", "12/05/1871", "12/05/1871"),
        (2, "Tolls", "1871-1874", "01/01/1871", "31/12/1874")]
], "count": 2, "nextBatchMark": ""}  # fmt: skip

AIRTABLE = {"records": [{
    "id": "rec1", "createdTime": "2020-01-01T00:00:00.000Z",
    "fields": {"Title": "On the ferry dues", "Date": "1871-05-12", "Author": ["Ida Rook"],
               "Scan": [{"id": "att1", "url": "https://x.example/1.jpg", "filename": "1.jpg"}]},
}], "offset": "itr1"}  # fmt: skip

SMITHSONIAN = {"status": 200, "response": {"rowCount": 1, "rows": [{
    "id": "edan-1", "title": "On the ferry dues", "unitCode": "RV", "type": "edanmdm",
    "content": {
        "descriptiveNonRepeating": {"record_ID": "rv_1", "title": {
            "label": "Title", "content": "On the ferry dues"}},
        "freetext": {"name": [{"label": "Creator", "content": "Ida Rook"}],
                     "date": [{"label": "Date", "content": "1871"}],
                     "notes": [{"label": "Summary", "content": "Of tolls."}]},
        "indexedStructured": {"date": ["1870s"], "place": ["Ulm"]},
    },
}]}}  # fmt: skip

MET = {
    "objectID": 5, "title": "On the ferry dues", "objectDate": "ca. 1871", "objectBeginDate": 1868,
    "objectEndDate": 1874, "artistDisplayName": "Ida Rook", "objectName": "Letter",
    "constituents": [{"constituentID": 9, "role": "Artist", "name": "Ida Rook"}],
    "tags": [{"term": "Ferries", "AAT_URL": "http://v.example/1"}],
    "objectURL": "https://m.example/5", "isPublicDomain": True,
}  # fmt: skip

V_AND_A = {"info": {"record_count": 1, "pages": 1}, "records": [{
    "systemNumber": "O1", "objectType": "Letter", "_primaryTitle": "On the ferry dues",
    "_primaryMaker": {"name": "Rook, Ida", "association": "writer"}, "_primaryDate": "1871",
    "_primaryPlace": "Ulm", "_images": {"_primary_thumbnail": "https://v.example/1.jpg"},
}], "clusters": {"category": {"terms": [{"id": "T1", "value": "Letters"}]}}}  # fmt: skip

DSPACE = {"_embedded": {"searchResult": {"_embedded": {"objects": [{
    "_embedded": {"indexableObject": {
        "id": "u1", "name": "On the ferry dues", "handle": "1/2", "type": "item",
        "metadata": {
            "dc.title": [{"value": "On the ferry dues", "language": "en", "place": 0}],
            "dc.contributor.author": [{"value": "Rook, Ida", "confidence": -1}],
            "dc.date.issued": [{"value": "1871-05-12"}],
            "dc.date.accessioned": [{"value": "2020-01-01T00:00:00Z"}],
        }}},
}]}}}, "page": {"totalElements": 1}}  # fmt: skip

TNA_DETAIL = {
    "Id": "C7", "Title": "On the ferry dues", "CitableReference": "RV 4/1",
    "CoveringDates": "1871 May 12", "CoveringFromDate": 18710512, "CoveringToDate": 18710512,
    "ScopeContent": {"Description": "Of tolls.", "PlaceNames": []},
}  # fmt: skip

EUROPEANA_RECORD = {"success": True, "object": {
    "about": "/9/a", "title": ["On the ferry dues"], "type": "TEXT",
    "proxies": [
        {"about": "/proxy/provider/9/a", "europeanaProxy": False,
         "dcCreator": {"def": ["Ida Rook"]}, "dcDescription": {"en": ["Of tolls."]}},
        {"about": "/proxy/europeana/9/a", "europeanaProxy": True, "year": {"def": ["1871"]}}],
    "aggregations": [{"about": "/aggregation/9/a", "edmIsShownAt": "https://m.example/1"}],
}}  # fmt: skip

LOC_ITEM = {
    "item": {"id": "http://loc.example/item/1/", "title": "On the ferry dues",
             "date": "1871-05-12", "contributors": [{"rook, ida": "https://loc.example/rook"}]},
    "resources": [{"caption": "p. 1", "files": [[{"url": "https://loc.example/1.jpg"}]]}],
}  # fmt: skip

WELLCOME = {"type": "ResultList", "results": [{
    "id": "w1", "title": "On the ferry dues", "type": "Work", "description": "Of tolls.",
    "workType": {"id": "h", "label": "Archives and manuscripts", "type": "Format"},
    "contributors": [{"agent": {"label": "Rook, Ida", "type": "Person"}, "roles": [],
                      "primary": True, "type": "Contributor"}],
    "production": [{"label": "1871", "dates": [{"label": "1871", "type": "Period"}],
                    "type": "ProductionEvent"}],
}]}  # fmt: skip

VUFIND = {"resultCount": 1, "records": [{
    "id": "v1", "title": "On the ferry dues", "publicationDates": ["1871"],
    "authors": {"primary": {"Rook, Ida": {"role": ["author"]}},
                "secondary": {"Wren, Hal": {"role": ["editor"]}}, "corporate": []},
    "subjects": [["Ferries"], ["Tolls", "Law"]],
}]}  # fmt: skip

ELASTICSEARCH = {"took": 3, "hits": {"total": 1, "hits": [{
    "_index": "acts_2021", "_type": "_doc", "_id": "e1", "_score": 3.2,
    "_source": {"title": "On the ferry dues",
                "date": {"value": "12 May 1871", "from": "1871-05-12"},
                "creator": [{"name": "Rook, Ida", "role": "maker"}]},
}]}}  # fmt: skip

CROSSREF = {"message": {"total-results": 1, "items": [{
    "DOI": "10.5555/1", "title": ["On the ferry dues"], "issued": {"date-parts": [[1871, 5]]},
    "author": [{"given": "Ida", "family": "Rook", "sequence": "first"}],
    "created": {"date-parts": [[2003, 1, 2]], "date-time": "2003-01-02T00:00:00Z"},
}]}}  # fmt: skip

DATACITE = {"data": [{"id": "10.5555/1", "type": "dois", "attributes": {
    "creators": [{"name": "Rook, Ida", "givenName": "Ida", "familyName": "Rook"}],
    "titles": [{"title": "On the ferry dues"}], "created": "2020-01-01T00:00:00Z",
    "dates": [{"date": "1871-05-12", "dateType": "Created"}],
    "descriptions": [{"description": "Of tolls.", "descriptionType": "Abstract"}],
}}]}  # fmt: skip

INVENIO = {"hits": {"total": 1, "hits": [{
    "id": "a-1", "created": "2023-01-01T00:00:00+00:00", "updated": "2023-01-02T00:00:00+00:00",
    "metadata": {"title": "On the ferry dues", "publication_date": "1871-05-12",
                 "creators": [{"person_or_org": {"type": "personal", "name": "Rook, Ida"}}],
                 "resource_type": {"id": "text", "title": {"en": "Letter"}}},
}]}}  # fmt: skip

DRUPAL = [{
    "nid": [{"value": 1}], "title": [{"value": "On the ferry dues"}],
    "created": [{"value": "2021-01-01T00:00:00+00:00", "format": "Y-m-d"}],
    "field_edtf_date_created": [{"value": "1871-05"}],
    "field_description": [{"value": "Of tolls."}],
}]  # fmt: skip

LINKED_ART = {
    "@context": "https://l.example/linked-art.json", "id": "https://l.example/1",
    "type": "HumanMadeObject", "_label": "On the ferry dues",
    "identified_by": [{"type": "Name", "content": "On the ferry dues"}],
    "produced_by": {"type": "Production", "carried_out_by": [{"type": "Person",
                                                              "_label": "Rook, Ida"}],
                    "timespan": {"type": "TimeSpan",
                                 "identified_by": [{"type": "Name", "content": "May 1871"}],
                                 "begin_of_the_begin": "1871-05-01T00:00:00Z"}},
}  # fmt: skip

MODS_AS_JSON = {"items": {"mods": [{
    "titleInfo": {"title": "On the ferry dues"}, "abstract": "Of tolls.",
    "name": {"@type": "personal", "role": {"roleTerm": {"#text": "creator"}},
             "namePart": ["Rook, Ida", {"@type": "date", "#text": "1801-1875"}]},
    "originInfo": {"dateCreated": "1871"}, "recordInfo": {"recordCreationDate": "2002-03-01"},
}]}}  # fmt: skip

T, C = "On the ferry dues", ("Rook, Ida",)
SOURCES = {
    "omeka s": (OMEKA_S, {"title": T, "creators": ("Rook, Ida", "Wren, Hal"), "places": ("Ulm",),
                          "date": ""}),
    "omeka s list": ([OMEKA_S, OMEKA_S | {"o:id": 8}], {"title": T, "date": ""}),
    "omeka classic": (OMEKA_CLASSIC, {"title": T, "creators": ("Rook, Ida", "Wren, Hal"),
                                      "date": "12 May 1871", "subjects": ("ferries", "tolls"),
                                      "genre": "Letter", "places": ("Ulm",)}),
    "dpla": (DPLA, {"title": T, "creators": C, "date": "May 1871", "summary": "Of tolls.",
                    "places": ("Ulm",), "subjects": ("Ferries",), "language": "German",
                    "url": "https://l.example/9"}),
    "europeana": (EUROPEANA_SEARCH, {"title": "Über das Fährgeld", "creators": ("Ida Rook",),
                                     "date": "1871", "summary": "Of tolls."}),
    "nara": (NARA, {"title": "Ferry dues", "creators": ("River Office",), "summary": "Of tolls.",
                    "id": "88"}),
    "loc": (LOC, {"title": T, "date": "1871-05-12", "people": ("rook, ida",)}),
    "trove": (TROVE, {"title": T, "date": "1871", "people": C}),
    "digitalnz": (DIGITALNZ, {"title": T, "date": "May 1871", "creators": ("Ida Rook",),
                              "url": "https://n.example/23"}),
    "iiif 3": (IIIF_3, {"title": T, "creators": ("Ida Rook",), "date": "12 May 1871",
                        "summary": "Of tolls.", "genre": ""}),
    "iiif 2 collection": (IIIF_2_COLLECTION, {"title": T, "genre": ""}),
    "sparql": (SPARQL, {"title": T, "url": "https://w.example/entity/Q5", "genre": ""}),
    "hyrax": (HYRAX, {"title": T, "creators": C, "date": "1871", "subjects": ("Ferries",)}),
    "blacklight": (BLACKLIGHT, {"title": T, "creators": C, "date": "12 May 1871"}),
    "zotero api": (ZOTERO_API, {"title": T, "creators": ("Ida Rook",), "genre": "letter",
                                "recipients": ("Ferry Board",), "people": ("Hal Wren",),
                                "date": "12 May 1871", "summary": "Of tolls.", "id": "ABCD2345",
                                "subjects": ("ferries", "tolls")}),
    "better bibtex": ({"config": {"id": "x"}, "items": [ZOTERO_API[0]["data"]]},
                      {"title": T, "recipients": ("Ferry Board",)}),
    "tropy": (TROPY, {"title": T, "creators": C, "date": "1871-05-12", "subjects": ("ferries",)}),
    "archivesspace": (ARCHIVESSPACE, {"title": T, "creators": C, "date": "12 May 1871",
                                      "summary": "Of tolls.", "subjects": ("Ferries",)}),
    "atom": (ATOM, {"title": T, "creators": C, "date": "1871", "places": ("Ulm",), "id": "RL-4-1"}),
    "wikibase": (WIKIBASE, {"title": T, "summary": "letter of 1871", "id": "Q5"}),
    "internet archive": (INTERNET_ARCHIVE, {"title": T, "creators": C, "id": "ferrydues",
                                            "date": "1871",
                                            "subjects": ("ferries", "tolls")}),
    "geojson": (GEOJSON, {"title": T, "date": "1871-05-12", "creators": ("Ida Rook",)}),
    "tna": (TNA, {"title": T, "date": "1871 May 12", "id": "C1"}),
    "airtable": (AIRTABLE, {"title": T, "date": "1871-05-12", "creators": ("Ida Rook",)}),
    "smithsonian": (SMITHSONIAN, {"title": T, "date": "1871", "places": ("Ulm",)}),
    "met": (MET, {"title": T, "date": "ca. 1871", "subjects": ("Ferries",)}),
    "tna detail": (TNA_DETAIL, {"title": T, "date": "1871 May 12", "summary": "Of tolls."}),
    "europeana record": (EUROPEANA_RECORD, {"title": T, "date": "1871", "summary": "Of tolls.",
                                            "creators": ("Ida Rook",),
                                            "url": "https://m.example/1"}),
    "loc item": (LOC_ITEM, {"title": T, "date": "1871-05-12", "people": ("rook, ida",)}),
    "v&a": (V_AND_A, {"title": T, "date": "1871", "places": ("Ulm",)}),
    "wellcome": (WELLCOME, {"title": T, "creators": C, "date": "1871", "summary": "Of tolls.",
                            "people": (), "genre": "Archives and manuscripts"}),
    "vufind": (VUFIND, {"title": T, "creators": C, "people": ("Wren, Hal",), "date": "1871",
                        "subjects": ("Ferries", "Tolls", "Law")}),
    "elasticsearch": (ELASTICSEARCH, {"title": T, "creators": C, "date": "12 May 1871", "id": "e1",
                                      "genre": "", "extra": {"creator.role": "maker"}}),
    "crossref": (CROSSREF, {"title": T, "creators": ("Ida Rook",), "date": "1871-05"}),
    "datacite": (DATACITE, {"title": T, "creators": ("Ida Rook",), "date": "1871-05-12",
                            "summary": "Of tolls.", "genre": ""}),
    "invenio": (INVENIO, {"title": T, "creators": C, "date": "1871-05-12", "genre": "Letter"}),
    "drupal": (DRUPAL, {"title": T, "date": "1871-05", "summary": "Of tolls."}),
    "linked art": (LINKED_ART, {"title": T, "creators": C, "date": "May 1871", "genre": ""}),
    "mods as json": (MODS_AS_JSON, {"title": T, "creators": C, "date": "1871",
                                    "summary": "Of tolls."}),
    "dspace": (DSPACE, {"title": T, "creators": C, "date": "1871-05-12"}),
}  # fmt: skip


def read(value):
    return read_file(SourceFile("t.json", json.dumps(value).encode()), Options())


@pytest.mark.parametrize("name", SOURCES)
def test_a_source_is_read_as_documented(name):
    value, expected = SOURCES[name]
    record = read(value).records[0]
    assert {field: getattr(record, field) for field in expected} == expected


@pytest.mark.parametrize("name", SOURCES)
def test_one_item_is_one_document_and_no_value_is_json(name):
    value, _expected = SOURCES[name]
    reading = read(value)
    assert len(reading.records) == (2 if name in ("omeka s list", "tna") else 1)
    for record in reading.records:
        texts = [record.title, record.summary, record.date, record.genre, record.language]
        for names in (record.creators, record.recipients, record.people, record.places):
            texts += names
        texts += [*record.subjects, *record.extra.values()]
        assert not any(text.startswith(("{", "[")) for text in texts)


WRAPPED = {
    "in two wrappers": (
        {"docs": [{"context": "L", "pnx": {
            "display": {"title": ["Dues"], "creator": ["Rook, Ida"], "creationdate": ["1871"]},
            "control": {"recordid": ["7"]}}}] * 2},
        {"title": "Dues", "creators": C, "date": "1871"},
    ),
    "roles as labels": (
        {"title": "Dues", "content": {"freetext": {
            "name": [{"label": "Artist", "content": "Rook, Ida"}],
            "date": [{"label": "Date", "content": "1871"}]}}},
        {"title": "Dues", "creators": C, "date": "1871"},
    ),
    "a field without content": (
        {"title": "Dues", "metadata": {
            "autor": {"id": 3, "name": "Autor", "value": []},
            "data": {"id": 4, "name": "Data", "value": "1871"}}},
        {"title": "Dues", "creators": (), "date": "1871"},
    ),
    "a date with its print in German": (
        {"titel": "Zoll", "laufzeit": {"anzeige": "1871", "von": "1871-01-01",
                                       "bis": "1871-12-31"}},
        {"title": "Zoll", "date": "1871"},
    ),
    "properties by their addresses": (
        {"identifier": "7", "creDate": "2022-05-01T08:00:00+02:00", "metas": [
            {"value": "Dues", "lang": "fr", "typeUri": "http://w3.example/XMLSchema#string",
             "propertyUri": "http://nakala.example/terms#title"},
            {"value": "1871", "propertyUri": "http://nakala.example/terms#created"}]},
        {"title": "Dues", "date": "1871", "id": "7"},
    ),
    "a work without a title within": (
        {"label": "Dues", "collection": {"title": "Ferry", "date": "1801", "creator": "A"}},
        {"title": "Dues", "date": "", "creators": ()},
    ),
}  # fmt: skip


@pytest.mark.parametrize("name", WRAPPED)
def test_what_stands_further_in(name):
    value, expected = WRAPPED[name]
    record = read(value).records[0]
    assert {field: getattr(record, field) for field in expected} == expected
